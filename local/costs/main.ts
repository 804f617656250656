import { commandLine, tellFailure } from '../options'
import { jsonOf } from './json'
import { makeReport } from './report'
import { tableOf } from './table'
import { openCostsCloud } from './world'

const HELP = `npm run costs -- [--json]
  What every operation asks of the database, what that costs at CloudBase's prices, and what a visit costs.
  --json  the same for machines; money in exact decimals of a yuan`

async function main(): Promise<void> {
  const { values } = commandLine({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  if (values.help) return console.log(HELP)
  const cloud = await openCostsCloud()
  try {
    const report = await makeReport(cloud)
    console.log(values.json ? JSON.stringify(jsonOf(report), null, 2) : tableOf(report))
  } finally {
    await cloud.close()
  }
}

main().catch((error: unknown) => tellFailure(error, HELP))
