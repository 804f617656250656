import type { FeatureName, Input, OperationName, Value } from '../../contract'
import { explain } from '../../miniprogram/copy/refusals'
import type { LocalCloud } from '../cloud/local-cloud'
import { demoProgramme } from './demo-programme'
import type { DemoPhone } from './phone'

/** Tells what was done, by whom, and what it cost in database requests. */
export class Narrator {
  constructor(
    private readonly cloud: LocalCloud,
    private readonly print: (line: string) => void,
  ) {}

  now(): number {
    return this.cloud.clock.now()
  }

  chapter(title: string): void {
    this.print(`\n  ${title}`)
  }

  say(who: string, what: string): void {
    const padding = '　'.repeat(Math.max(0, 3 - [...who].length))
    this.print(`    ${who}${padding}  ${what}`)
  }

  /** One call that must succeed, with its cost; the caller says what it means. */
  async done<F extends FeatureName, O extends OperationName<F>>(
    phone: DemoPhone,
    feature: F,
    operation: O,
    input: Input<F, O>,
  ): Promise<Value<F, O>> {
    const value = await phone.must(feature, operation, input)
    const { databaseRequests } = this.cloud.calls.last()
    this.print(`    · ${feature}.${operation}  ${databaseRequests} 次数据库请求`)
    return value
  }

  /** One call that must be refused, and the sentence a person hears. */
  async refused<F extends FeatureName, O extends OperationName<F>>(
    who: string,
    what: string,
    phone: DemoPhone,
    feature: F,
    operation: O,
    input: Input<F, O>,
  ): Promise<void> {
    const reply = await phone.call(feature, operation, input)
    if (reply.ok) throw new Error(`${feature}.${operation} should have been refused`)
    this.say(who, `${what} → ${explain(reply as never, this.now(), demoProgramme.brand.pointsName)}`)
  }
}
