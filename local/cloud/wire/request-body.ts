import { invalidParameter } from '../errors'

/** A request's JSON body, read field by field; what has the wrong type is refused with its name. */
export class RequestBody {
  private constructor(private readonly fields: Record<string, unknown>) {}

  static parse(bytes: Buffer): RequestBody {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw invalidParameter('The request body must be an object')
    return new RequestBody(parsed as Record<string, unknown>)
  }

  text(name: string): string {
    const value = this.optionalText(name)
    if (value === null) throw invalidParameter(`${name} is required`)
    return value
  }

  optionalText(name: string): string | null {
    const value = this.fields[name]
    if (value === undefined || value === null) return null
    if (typeof value !== 'string') throw invalidParameter(`${name} must be a string`)
    return value
  }

  texts(name: string): string[] {
    const value = this.fields[name]
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
      throw invalidParameter(`${name} must be a list of strings`)
    return value
  }

  objects(name: string): Record<string, unknown>[] {
    const value = this.fields[name]
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'object' && item !== null))
      throw invalidParameter(`${name} must be a list of objects`)
    return value
  }

  count(name: string): number | null {
    const value = this.fields[name]
    if (value === undefined || value === null) return null
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      throw invalidParameter(`${name} must be a non-negative integer`)
    return value
  }

  flag(name: string): boolean {
    return this.fields[name] === true
  }
}
