import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { emptyDataFolder } from '../data-folder'
import { faultsTo, openDemoCloud } from '../restaurant'
import { commandLine, dataFolder, tellFailure } from '../options'
import { playMainJob } from './main-job'

const HELP = `npm run demo -- [--data DIR] [--fresh]
  --data DIR  where the local cloud keeps its documents (default: nowhere, gone afterwards)
  --fresh     begin with an empty data folder`

/** Tells the main job in the terminal, line by line, and ends. */
async function demo(): Promise<void> {
  const { values } = commandLine({
    options: {
      data: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const passing = values.data === undefined ? mkdtempSync(path.join(tmpdir(), 'huiwei-demo-')) : null
  const dataDir = passing ?? dataFolder(values.data ?? '')
  if (values.fresh) emptyDataFolder(dataDir)
  const cloud = await openDemoCloud(dataDir, { instances: 'workers', log: faultsTo(process.stderr) })
  try {
    console.log('回味演示：一家面馆，从入会到领走一杯酸梅汤。每一步都走真实的云函数，数据存在本机。')
    await playMainJob(cloud, (line) => console.log(line))
    console.log('\n在浏览器里亲手试一遍：npm start')
  } finally {
    await cloud.close()
    if (passing) rmSync(passing, { recursive: true })
  }
}

demo().catch((error: unknown) => tellFailure(error, HELP))
