import { randomUUID } from 'node:crypto'
import type { FeatureName, Input, OperationName, Reply, Value } from '../../contract'
import { callUntilAnswered, type NoReply, type Patience } from '../../miniprogram/cloud/repeat'
import type { LocalCloud } from '../cloud/local-cloud'
import { DEMO_APPID } from './demo-restaurant'

const usual: Patience = {
  attempts: 6,
  pause: (attempt) => new Promise((resolve) => setTimeout(resolve, 50 * attempt)),
}

/** A WeChat user's phone in a terminal: the mini-program's own client over the local cloud. */
export class DemoPhone {
  constructor(
    private readonly cloud: Pick<LocalCloud, 'invoke'>,
    readonly openid: string,
    private readonly patience: Patience = usual,
  ) {}

  call<F extends FeatureName, O extends OperationName<F>>(
    feature: F,
    operation: O,
    input: Input<F, O>,
    requestId: string = randomUUID(),
  ): Promise<Reply<F, O> | NoReply> {
    const caller = { openid: this.openid, appid: DEMO_APPID }
    return callUntilAnswered<F, O>(
      (name, envelope) => this.cloud.invoke(name, { ...envelope }, caller),
      feature,
      { operation, input, requestId },
      this.patience,
    )
  }

  /** `call`, where anything but success ends the story with the refusal. */
  async must<F extends FeatureName, O extends OperationName<F>>(
    feature: F,
    operation: O,
    input: Input<F, O>,
  ): Promise<Value<F, O>> {
    const reply = await this.call(feature, operation, input)
    if (!reply.ok) throw new Error(`${feature}.${operation} was refused: ${JSON.stringify(reply)}`)
    return reply.value as Value<F, O>
  }
}
