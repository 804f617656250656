import { statSync } from 'node:fs'
import { count, yuan } from '../../miniprogram/copy/money'
import { auditCloud } from '../audit'
import { demoProgramme } from '../demo/demo-programme'
import { asGiven, commandLine, dataFolder, tellFailure, UsageError, wholeNumber } from '../options'
import { openDemoCloud } from '../restaurant'
import { readBillsFile } from './bills-file'
import { progressBar } from './progress-bar'
import { replay } from './replay'

const HELP = `npm run replay -- FILE.csv --amount COLUMN [--order COLUMN] [--time COLUMN] [--member COLUMN]
                      [--store COLUMN] [--members N] [--data DIR]
  Settles the bills of a CSV through the cloud functions. Amounts in yuan. A second run changes nothing.
  --order    order number (default: file digest and line)
  --time     2025-03-01 12:30, China time without a zone (default: every ten minutes from the file's date)
  --member   who paid (default: dealt round over --members N, 40)
  --store    store id (default: ${demoProgramme.stores[0]?.id})
  --data     where the local cloud keeps its documents (default .local)`

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = commandLine({
    allowPositionals: true,
    options: {
      amount: text,
      order: text,
      time: text,
      member: text,
      store: text,
      members: { type: 'string', default: '40' },
      data: { type: 'string', default: '.local' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const [given] = positionals
  if (given === undefined || positionals.length > 1 || values.amount === undefined) {
    throw new UsageError('one FILE.csv and --amount COLUMN are needed')
  }
  const file = asGiven(given)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`there is no file ${given}`)
  const { amount, order, time, member, store } = values
  const { bills, badRows } = readBillsFile(
    file,
    { amount, order, time, member, store },
    {
      members: wholeNumber('members', values.members, 1, 1_000_000),
      defaultStore: demoProgramme.stores[0]?.id ?? '',
      stores: demoProgramme.stores.map(({ id }) => id),
    },
  )

  if (bills.length + badRows.length === 0) throw new UsageError('the file has no rows')
  let stopped = false
  process.on('SIGINT', () => (stopped = true))
  process.on('SIGTERM', () => (stopped = true))
  const cloud = await openDemoCloud(dataFolder(values.data), { instances: 'in-process' })
  try {
    const result = await replay(cloud, bills, { progress: progressBar(bills.length), stopped: () => stopped })
    const bad = [...badRows, ...result.badRows].sort((a, b) => a.line - b.line)
    for (const { line, why } of bad) console.log(`  line ${line}: ${why}`)
    console.log(`  settled now       ${count(result.settled)} bills, ${yuan(result.amountFen)}`)
    console.log(`  settled before    ${count(result.alreadySettled)} bills`)
    console.log(`  rows left out     ${count(bad.length)}`)
    console.log(
      `  points granted    ${count(result.pointsNow + result.pointsBefore)}, ${count(result.pointsNow)} of them now`,
    )
    report(cloud)
    if (stopped) console.log('  Stopped; the same command goes on from here.')
  } finally {
    await cloud.close()
  }
}

/** What the whole ledger says, and whether it agrees with itself. */
function report(cloud: Parameters<typeof auditCloud>[0]): void {
  const accounts = cloud.documents('accounts') as { points: { balance: number } }[]
  const entries = cloud.documents('ledger_entries')
  const balance = accounts.reduce((sum, { points }) => sum + points.balance, 0)
  const findings = auditCloud(cloud)
  console.log(
    `  ledger            ${count(accounts.length)} accounts, ${count(entries.length)} entries, ${count(balance)} points`,
  )
  console.log(`  invariants        ${findings.length === 0 ? 'all hold' : `${findings.length} broken`}`)
  for (const finding of findings.slice(0, 20)) console.log(`    ${finding}`)
  if (findings.length > 0) process.exitCode = 2
}

main().catch((error: unknown) => tellFailure(error, HELP))
