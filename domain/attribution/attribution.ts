/** Whose invitation a member came by, and what is owed for it (requirement F38). Its terms are those of the joining. */
export interface Attribution {
  staffId: string
  /** What is owed while the member has paid enough; 0 where the programme only counts. */
  fen: number
  /** Enough: paid in money and not voided. */
  leastSpentFen: number
  owed: boolean
}

/** What an entry says of it: one member more or one less for this colleague, and the fen that go with that. */
export interface AttributionChange {
  staffId: string
  members: 1 | -1
  fen: number
}

/** At the joining nothing is owed: whoever signs up strangers has nothing of it. */
export function attributionTo(
  staffId: string,
  { staffFen, leastSpentFen }: { staffFen: number; leastSpentFen: number },
): Attribution {
  return { staffId, fen: staffFen, leastSpentFen, owed: false }
}

/**
 * What becomes of an attribution when the member has paid so much in all (员工归因): owed from enough on, and owed no more
 * when voids leave less.
 */
export function attributed(
  before: Attribution | null,
  spentFen: number,
): { attribution: Attribution | null; change: AttributionChange | null } {
  if (before === null) return { attribution: null, change: null }
  const owed = spentFen >= before.leastSpentFen
  if (owed === before.owed) return { attribution: before, change: null }
  const { staffId, fen } = before
  return {
    attribution: { ...before, owed },
    change: { staffId, members: owed ? 1 : -1, fen: owed || fen === 0 ? fen : -fen },
  }
}
