import { worksAt, type Role } from '../staff/capabilities'
import type { BusinessDay } from '../time/business-day'

/** One line of a statement: on which day a member more or less was whose, and how much is owed for it or no more. */
export interface AttributedLine {
  staffId: string
  day: BusinessDay
  members: number
  fen: number
}

interface Colleague {
  staffId: string
  name: string
  storeIds: readonly string[]
}

/** What the lines come to. */
export function totalOf(lines: readonly AttributedLine[]): { members: number; fen: number } {
  return {
    members: lines.reduce((sum, { members }) => sum + members, 0),
    fen: lines.reduce((sum, { fen }) => sum + fen, 0),
  }
}

/**
 * A month's ranking (推荐榜) of those who work in one's own stores: most members first; those of as many by their names, so
 * that nobody is above another by chance.
 */
export function rankingOf(
  lines: readonly AttributedLine[],
  colleagues: readonly Colleague[],
  reader: { role: Role; storeIds: readonly string[] },
) {
  return colleagues
    .filter(({ storeIds }) => reader.role === 'owner' || storeIds.some((storeId) => worksAt(reader, storeId)))
    .map(({ staffId, name }) => ({
      staffId,
      staffName: name,
      ...totalOf(lines.filter((line) => line.staffId === staffId)),
    }))
    .sort((a, b) => b.members - a.members || (a.staffName < b.staffName ? -1 : 1))
}
