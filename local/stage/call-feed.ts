import type { CallRecord, Caller } from '../cloud/call-log'
import { alike, lineOf } from './call-line'
import { CALL_LINES, type CallLine, type CallNews, type CallsSoFar, type CallTotals } from './call-news'
import { CostCounter } from './cost-so-far'
import type { Phones } from './phones'

/** The latest calls of functions, for the stage's page. */
export class CallFeed {
  private lines: CallLine[] = []
  private calls = 0
  private databaseRequests = 0
  private readonly cost = new CostCounter()
  private count = 0

  constructor(private readonly phones: Phones) {}

  soFar(): CallsSoFar {
    return { ...this.totals(), lines: this.lines }
  }

  add(call: CallRecord): CallNews {
    this.calls += 1
    this.databaseRequests += call.databaseRequests
    this.cost.add(call)
    const line = lineOf(call, this.count, this.whoIs(call.caller))
    const newest = this.lines[0]
    if (newest && alike(newest, line)) {
      line.id = newest.id
      line.times = newest.times + 1
      this.lines[0] = line
    } else {
      this.count += 1
      this.lines = [line, ...this.lines.slice(0, CALL_LINES - 1)]
    }
    return { ...this.totals(), line }
  }

  private totals(): CallTotals {
    return { calls: this.calls, databaseRequests: this.databaseRequests, cost: this.cost.soFar() }
  }

  /** A part in the play, never a person: 顾客, 收银员, 定时. */
  private whoIs(caller: Caller): string {
    if ('timer' in caller) return '定时'
    return this.phones.whoIs(caller.openid) ?? '其他'
  }
}
