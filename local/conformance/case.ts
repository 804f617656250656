import type { Scope } from './scope'

export const sdkNames = ['node-sdk', 'wx-server-sdk'] as const
export type SdkName = (typeof sdkNames)[number]

export type Json = null | boolean | number | string | Json[] | { [field: string]: Json }

/** One behaviour of the platform: code to run, and what must come of it, on the local cloud as on a real one. */
export interface Case {
  /** What the platform does, in a sentence. */
  name: string
  /** Default: both. */
  sdks?: readonly SdkName[]
  /** Waits as many seconds; on the local cloud its clock is moved instead. */
  waits?: number
  /** No document settles it: why we assume what is expected. A real run shows what is true. */
  unverified?: string
  /** What nobody can bring about from outside: one of its database requests, counted from 1, meets a conflict. */
  localOnly?: { conflictAt: number; why: string }
  run(scope: Scope): Promise<unknown>
  /** What `run` gives, after a JSON round trip; by SDK where they differ. */
  expected: Json | BySdk
}

/** Marks an expectation that differs from SDK to SDK. */
export class BySdk {
  constructor(readonly expected: Record<SdkName, Json>) {}
}

export function bySdk(expected: Record<SdkName, Json>): BySdk {
  return new BySdk(expected)
}

export function expectedOf({ expected }: Case, sdk: SdkName): Json {
  return expected instanceof BySdk ? expected.expected[sdk] : expected
}

/** The outcome of a case that failed with what it did not expect. */
export function threw(error: unknown): Json {
  return { threw: error instanceof Error ? error.message : String(error) }
}
