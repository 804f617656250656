import type { CallRecord, RequestRecord } from '../cloud/call-log'
import { actionWords, errorWords, jobNames, operationNames, refusalWords, requestWords } from './call-words'
import type { CallLine, RequestLine, Tone } from './call-news'

/** A call that asked for more is listed so far. */
const LISTED_REQUESTS = 60
/** What a caller may call an operation is up to the caller. */
const LONGEST_NAME = 40

/** The line of a call that has ended. `who` says who called, in one word. */
export function lineOf(call: CallRecord, id: number, who: string): CallLine {
  const { functionName, operation, attempt, databaseRequests, retries, conflicts, durationMs, requests } =
    call
  return {
    id,
    who,
    name: nameOf(functionName, operation),
    operation: short(operation === null ? functionName : `${functionName}.${operation}`),
    ...outcomeOf(call),
    delivery: attempt,
    databaseRequests,
    retries,
    conflicts,
    milliseconds: Math.round(durationMs),
    requests: requests.slice(0, LISTED_REQUESTS).map(requestLine),
    more: Math.max(0, requests.length - LISTED_REQUESTS),
    times: 1,
  }
}

function nameOf(functionName: string, operation: string | null): string | null {
  if (operation === null) return own(jobNames, functionName)
  const names = own(operationNames as Record<string, Record<string, string>>, functionName)
  return names && own(names, operation)
}

function outcomeOf({ outcome, refusal, error, died }: CallRecord): { outcome: string; tone: Tone } {
  if (error) {
    const lost = died && error.code === 'FUNCTIONS_EXECUTE_FAIL'
    return { outcome: lost ? '实例中断' : (own(errorWords, error.code) ?? error.code), tone: 'broken' }
  }
  if (refusal === null) return { outcome: outcome === null ? '进行中' : '成功', tone: 'done' }
  const tone = refusal === 'fault' ? 'broken' : 'refused'
  return { outcome: own(refusalWords as Record<string, string>, refusal) ?? short(refusal), tone }
}

function requestLine({ action, collection, outcome, duplicate, transactionId }: RequestRecord): RequestLine {
  const inTransaction = transactionId !== undefined || action === 'database.startTransaction'
  const what = own(actionWords, action) ?? short(action.replace(/^wx\.openApi /, '开放接口 '))
  const asked = { what, collection: collection && short(collection), inTransaction }
  if (outcome === 'ok') return { ...asked, outcome: '成功', tone: 'done' }
  if (duplicate) return { ...asked, outcome: '已存在', tone: 'refused' }
  const seen = outcome ?? 'no-answer'
  const tone = seen === 'DATABASE_TRANSACTION_CONFLICT' ? 'refused' : 'broken'
  return { ...asked, outcome: own(requestWords, seen) ?? seen, tone }
}

/** Whether two calls in a row may share a line: a waiting page asks the same again and again. */
export function alike(a: CallLine, b: CallLine): boolean {
  const figures = ({ id: _id, times: _times, milliseconds: _ms, ...same }: CallLine): string =>
    JSON.stringify(same)
  return a.tone === 'done' && figures(a) === figures(b)
}

const short = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name

const own = <T>(from: Record<string, T>, key: string): T | null =>
  Object.hasOwn(from, key) ? (from[key] ?? null) : null
