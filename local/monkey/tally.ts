import { contract } from '../../contract'
import type { CallRecord } from '../cloud/call-log'

/** Counts what was reached: each page that was seen, each operation with how it ended. */
export class Tally {
  readonly pages = new Map<string, number>()
  /** By operation: how often it did what was asked. */
  readonly done = new Map<string, number>()
  /** By operation and reason: how often it refused. */
  readonly refused = new Map<string, number>()

  constructor(
    private readonly allPages: readonly string[],
    private readonly jobs: readonly string[],
  ) {}

  saw(route: string): void {
    if (route !== '') count(this.pages, route)
  }

  called({ functionName, operation, refusal, error }: CallRecord): void {
    const name = operation === null ? functionName : `${functionName}.${operation}`
    if (error) count(this.refused, `${name} ${error.code}`)
    else if (refusal !== null) count(this.refused, `${name} ${refusal}`)
    else count(this.done, name)
  }

  /** Pages and operations nobody came to. */
  missed(): string[] {
    return [
      ...this.allPages.filter((page) => !this.pages.has(page)),
      ...[...operations(), ...this.jobs].filter((name) => !this.done.has(name)),
    ]
  }

  /** How often, the most frequent first, a line each. */
  lines(): string[] {
    return [
      'pages seen',
      ...listed(this.pages),
      'operations that did what was asked',
      ...listed(this.done),
      'refusals',
      ...listed(this.refused),
    ]
  }
}

/** `counter.settle` and all others of the contract. */
function operations(): string[] {
  return Object.entries(contract).flatMap(([feature, named]) =>
    Object.keys(named).map((operation) => `${feature}.${operation}`),
  )
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function listed(counts: Map<string, number>): string[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${String(times).padStart(8)}  ${name}`)
}
