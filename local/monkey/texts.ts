import type { Luck } from './luck'

/** What can be copied from other phones' screens, and what was copied before. */
export interface Copied {
  codes: readonly string[]
  numbers: readonly string[]
}

const NAMES = ['王小明', '李', '欧阳 娜娜', 'O’Neil', '張さん', 'Łukasz']
const NONSENSE = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '00000000000000000000',
  '１２３４５６',
  '<b>粗</b>{{name}}',
  `"'\\\`;--`,
  '__proto__',
  'undefined',
  'HW1.R.',
  'HW1.M.AAAA.BBBB',
  'HW1.R.AAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBB',
  'https://example.com/?code=HW1',
  '第一行\n第二行',
  '\u202eabc\u202c',
  '\u200b\u200b',
  'a\u0000b',
]
const EMOJI = ['🍜', '👨‍👩‍👧‍👦', '🇨🇳', '👍🏽', 'é', '𠮷']

/** Something to type or paste: what fits, what nearly fits, and what nobody should type. */
export function aText(luck: Luck, { codes, numbers }: Copied): string {
  const copied = [...codes, ...numbers]
  if (copied.length > 0 && luck.upTo(10) < 6)
    return luck.chance(8) ? damaged(luck, copied) : luck.pick(copied)
  switch (luck.upTo(5)) {
    case 0:
      return luck.pick(NAMES)
    case 1:
      return String(luck.upTo(10 ** (1 + luck.upTo(10))))
    case 2:
      return luck.pick(EMOJI).repeat(1 + luck.upTo(30))
    case 3:
      return '长'.repeat(luck.pick([21, 300, 301, 5_000, 40_000]))
    default:
      return luck.pick(NONSENSE)
  }
}

/** One sign of it is another. */
function damaged(luck: Luck, texts: readonly string[]): string {
  const text = luck.pick(texts)
  const at = luck.upTo(Math.max(1, text.length))
  return `${text.slice(0, at)}${luck.pick(['A', '7', '.', '面'])}${text.slice(at + 1)}`
}
