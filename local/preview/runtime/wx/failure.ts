/** How a wx API fails: `{errMsg: 'navigateTo:fail …', errCode?, errno?}`. Thrown inside, handed to the page plain. */
export class Failure extends Error {
  constructor(
    readonly errMsg: string,
    readonly more: { errCode?: number; errno?: number } = {},
  ) {
    super(errMsg)
  }

  plain(): { errMsg: string; errCode?: number; errno?: number } {
    return { ...this.more, errMsg: this.errMsg }
  }
}
