/**
 * What nobody documents and nobody could measure without an account. A laptop's own milliseconds say nothing about
 * the platform's, so none are used.
 */

/** From a function to the database and back, in the same region; the file storage and WeChat's open APIs are taken to be as near. */
export const MS_PER_DATABASE_REQUEST = 20
/** What a function does itself, between its requests. */
export const MS_OF_OWN_WORK = 10
/** A cold instance starts for so long, and is taken to be billed for it. */
export const MS_OF_A_COLD_START = 1_000
/** Of 1,000 calls, so many meet a cold instance: quiet hours, and many people at once. */
export const COLD_OF_1000_CALLS = 100
export const DAYS_OF_A_MONTH = 30
