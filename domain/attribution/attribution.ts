/** Whose invitation a member came by, and what is owed for it: nothing before a bill of theirs stands (requirement F38). */
export interface Attribution {
  staffId: string
  /** Fen that are owed to this colleague now; 0 before the first bill and after the last one was voided. */
  owedFen: number
}

/** What an entry says of it: positive when it becomes owed, negative when it is owed no more. */
export interface AttributionChange {
  staffId: string
  fen: number
}

/**
 * What becomes of an attribution when the member has so many bills that stand (员工归因): owed with the first, so that a
 * colleague who signs up strangers has nothing of it; no more when none is left. What is owed is what the programme said
 * when it became so.
 */
export function attributed(
  before: Attribution | null,
  bills: number,
  staffFen: number,
): { attribution: Attribution | null; change: AttributionChange | null } {
  if (before === null) return { attribution: null, change: null }
  const owedFen = bills === 0 ? 0 : before.owedFen > 0 ? before.owedFen : staffFen
  const fen = owedFen - before.owedFen
  return {
    attribution: { ...before, owedFen },
    change: fen === 0 ? null : { staffId: before.staffId, fen },
  }
}
