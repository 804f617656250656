/** No call of ours lives longer: the largest timeout of limits.json, and what the WeChat console allows at most. */
export const LONGEST_CALL_MS = 60_000
