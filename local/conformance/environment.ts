import type { Case, Json, SdkName } from './case'

/** Where the suite runs. */
export interface Environment {
  name: string
  kind: 'local' | 'real'
  /** Runs one case through one SDK, and gives what came of it. */
  run(sentence: string, one: Case, sdk: SdkName): Promise<Json>
  close(): Promise<void>
}
