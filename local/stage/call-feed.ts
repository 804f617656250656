import type { CallRecord, Caller } from '../cloud/call-log'
import { alike, lineOf } from './call-line'
import { CALL_LINES, type CallLine, type CallNews, type CallsSoFar, type CallTotals } from './call-news'
import type { Phones } from './phones'

/** The latest calls of functions, for the stage's page. */
export class CallFeed {
  private lines: CallLine[] = []
  private readonly totals: CallTotals = { calls: 0, databaseRequests: 0 }
  private count = 0

  constructor(private readonly phones: Phones) {}

  soFar(): CallsSoFar {
    return { ...this.totals, lines: this.lines }
  }

  add(call: CallRecord): CallNews {
    this.totals.calls += 1
    this.totals.databaseRequests += call.databaseRequests
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
    return { ...this.totals, line }
  }

  /** A part in the play, never a person: 顾客, 收银员, 定时. */
  private whoIs(caller: Caller): string {
    if ('timer' in caller) return '定时'
    const phone = this.phones.all().find(({ openid }) => openid === caller.openid)
    return phone ? phone.title.replace(/的手机$/, '') : '其他'
  }
}
