import { runInThisContext } from 'node:vm'

/**
 * The constructors of the realm in which function bundles run. Inside a test runner that is another realm
 * than the one this file runs in, and what crosses over must be made there to pass `instanceof`.
 */
export const HostDate = runInThisContext('Date') as DateConstructor
export const HostError = runInThisContext('Error') as ErrorConstructor
export const hostJson = runInThisContext('JSON') as JSON
