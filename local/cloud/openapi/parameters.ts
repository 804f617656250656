import { unsupported } from '../errors'

/** What a function passes to an open API, read by name; the SDK has made the names snake_case. */
export class Parameters {
  /** `invalid` makes the error for a value of the wrong type. */
  constructor(
    private readonly apiName: string,
    private readonly values: Record<string, unknown>,
    private readonly invalid: (name: string) => Error,
  ) {}

  /** WeChat may ignore a name it does not know, and a typing mistake with it. */
  allow(names: readonly string[]): void {
    const strange = Object.keys(this.values).find((name) => !names.includes(name))
    if (strange !== undefined) throw unsupported(`The parameter ${strange} of ${this.apiName}`)
  }

  text(name: string): string | undefined {
    return this.of(name, (value) => typeof value === 'string')
  }

  number(name: string): number | undefined {
    return this.of(name, (value) => typeof value === 'number')
  }

  flag(name: string): boolean | undefined {
    return this.of(name, (value) => typeof value === 'boolean')
  }

  object(name: string): Record<string, unknown> | undefined {
    return this.of(name, isObject)
  }

  private of<Value>(name: string, fits: (value: unknown) => boolean): Value | undefined {
    const value = this.values[name]
    if (value === undefined) return undefined
    if (!fits(value)) throw this.invalid(name)
    return value as Value
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
