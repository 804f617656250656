import type { AnsweredCall } from '../cloud/openapi/wechat'
import { jobNames, operationNames } from './call-words'
import { MESSAGE_LINES, type MessageLine } from './message-news'
import type { Phones } from './phones'

const SEND = 'subscribeMessage.send'

/** The latest subscribe messages, sent and refused, newest first. */
export class MessageFeed {
  private lines: MessageLine[] = []
  private count = 0

  constructor(
    private readonly phones: Phones,
    private readonly titleOf: (templateId: string) => string | null,
  ) {}

  soFar(): readonly MessageLine[] {
    return this.lines
  }

  /** The line of a message; null for a call of another open API. */
  add(call: AnsweredCall): MessageLine | null {
    if (call.api !== SEND) return null
    const { touser, template_id: template, page, data } = call.values
    const line: MessageLine = {
      id: this.count,
      to: (typeof touser === 'string' && this.phones.whoIs(touser)) || '不在台上的人',
      why: whyOf(call),
      template: typeof template === 'string' ? (this.titleOf(template) ?? template) : '没有写明的模板',
      text: textOf(data),
      page: typeof page === 'string' ? page : null,
      at: call.at,
      refused: call.refused && `${call.refused.meaning}（${call.refused.errCode}）`,
    }
    this.count += 1
    this.lines = [line, ...this.lines.slice(0, MESSAGE_LINES - 1)]
    return line
  }
}

function whyOf({ functionName, operation }: AnsweredCall): string {
  if (functionName === null) return '没有云函数'
  const names: Record<string, string> | undefined = Object.hasOwn(operationNames, functionName)
    ? operationNames[functionName as keyof typeof operationNames]
    : undefined
  const name = operation === null ? jobNames[functionName] : names?.[operation]
  return name ?? functionName
}

/** `{thing1: {value: '一碗面'}}` as its texts. */
function textOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return []
  return Object.values(data).flatMap((field: unknown) =>
    typeof field === 'object' && field !== null && 'value' in field ? [String(field.value)] : [],
  )
}
