import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchBrowser } from '../browser/launch'
import { endOnSignal } from '../end-on-signal'
import { asGiven, commandLine, dataFolder, tellFailure, UsageError, wholeNumber } from '../options'
import { dataIdOf, faultsTo, openDemoCloud } from '../restaurant'
import { listenOnLoopback } from '../stage/loopback'
import { openPhonePages, type PhonePages } from '../stage/phone-pages'
import { openRepositoryBuild, openRestaurantStage } from '../stage/restaurant-stage'

const HELP = `local/automator/cli.mjs auto --project DIR [--auto-port N] [--data DIR]
  --project DIR   where project.config.json is
  --auto-port N   where miniprogram-automator connects (default 9420)
  --data DIR      where the local cloud keeps its documents (default: nowhere, gone afterwards)`

/** Opens a project's mini-program on phones in a headless browser, until the automator's client closes it. */
async function auto(): Promise<void> {
  const { values } = commandLine({
    options: {
      project: { type: 'string' },
      'auto-port': { type: 'string', default: '9420' },
      data: { type: 'string' },
      // The DevTools' own, without meaning here: accounts of other people, and their trust.
      'auto-account': { type: 'string' },
      ticket: { type: 'string' },
      'trust-project': { type: 'boolean' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (values['auto-account'] !== undefined || values.ticket !== undefined)
    throw new UsageError('--auto-account and --ticket are not supported by the preview')
  const miniprogramDir = miniprogramOf(values.project)
  const port = wholeNumber('auto-port', values['auto-port'], 0, 65_535)

  const passing = values.data === undefined ? mkdtempSync(path.join(tmpdir(), 'huiwei-auto-')) : null
  const dataDir = passing ?? dataFolder(values.data ?? '')
  const automatorServer = await listenOnLoopback(port)
  const cloud = await openDemoCloud(dataDir, { instances: 'workers', log: faultsTo(process.stderr) })
  const browser = await launchBrowser()
  const onScreen: { pages?: PhonePages } = {}
  const stage = await openRestaurantStage({
    cloud,
    server: await listenOnLoopback(0),
    automatorServer,
    dataId: dataIdOf(dataDir),
    build: await openRepositoryBuild(false, miniprogramDir),
    screenshot: async (phone) => (await onScreen.pages?.get(phone).screenshot())?.toString('base64') ?? '',
    onClose: () => end(),
  })
  const end = endOnSignal(async () => {
    await browser.close()
    await stage.close()
    await cloud.close()
    if (passing) rmSync(passing, { recursive: true })
  })
  onScreen.pages = await openPhonePages(browser, stage)
}

function miniprogramOf(project: string | undefined): string {
  if (project === undefined) throw new UsageError('--project is missing')
  const file = path.join(asGiven(project), 'project.config.json')
  if (!existsSync(file)) throw new UsageError(`there is no ${file}`)
  const config = JSON.parse(readFileSync(file, 'utf8')) as { miniprogramRoot?: string }
  return path.join(path.dirname(file), config.miniprogramRoot ?? '.')
}

auto().catch((error: unknown) => {
  tellFailure(error, HELP)
  // Threads and a browser may be open already; none of them outlives this process.
  process.exit()
})
