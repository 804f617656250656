import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchBrowser } from '../browser/launch'
import { endOnSignal } from '../end-on-signal'
import { asGiven, commandLine, dataFolder, tellFailure, UsageError, wholeNumber } from '../options'
import { dataIdOf, faultsTo, openDemoCloud } from '../restaurant'
import { listenOnLoopback } from '../stage/loopback'
import { openPhonePages } from '../stage/phone-pages'
import { PhoneScreens } from '../stage/phone-screens'
import { DINER } from '../stage/phones'
import { openRepositoryBuild, openRestaurantStage } from '../stage/restaurant-stage'
import { Opened } from './opened'
import { Screens } from './screens'

const HELP = `local/automator/cli.mjs auto --project DIR [--auto-port N] [--auto-account OPENID] [--data DIR]
  --project DIR           where project.config.json is
  --auto-port N           where miniprogram-automator connects (default 9420)
  --auto-account OPENID   one phone only, of this WeChat user (default: a diner's and a cashier's)
  --data DIR              where the local cloud keeps its documents (default: nowhere, gone afterwards)`

/** Opens a project's mini-program on phones in a headless browser, until the automator's client closes it. */
async function auto(): Promise<void> {
  const { values } = commandLine({
    options: {
      project: { type: 'string' },
      'auto-port': { type: 'string', default: '9420' },
      data: { type: 'string' },
      'auto-account': { type: 'string' },
      // The DevTools' own, without meaning here: other people's logins, and their trust.
      ticket: { type: 'string' },
      'trust-project': { type: 'boolean' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (values.ticket !== undefined) throw new UsageError('--ticket is not supported by the preview')
  const miniprogramDir = miniprogramOf(values.project)
  const port = wholeNumber('auto-port', values['auto-port'], 0, 65_535)

  const opened = new Opened()
  const end = endOnSignal(() => opened.close())
  try {
    const account = values['auto-account']
    await openProject(opened, { miniprogramDir, port, account, data: values.data, onClose: end })
  } catch (error) {
    await opened.close().catch((also: unknown) => console.error(also))
    throw error
  }
}

interface Project {
  miniprogramDir: string
  port: number
  /** Whose the only phone is; undefined: the stage's two. */
  account: string | undefined
  /** As given on the command line; undefined: documents are kept nowhere. */
  data: string | undefined
  /** The automator's client said goodbye. */
  onClose(): void
}

async function openProject(
  opened: Opened,
  { miniprogramDir, port, account, data, onClose }: Project,
): Promise<void> {
  const automatorServer = await listenOnLoopback(port)
  const dataDir = data === undefined ? passingFolder(opened) : dataFolder(data)
  const cloud = await openDemoCloud(dataDir, { instances: 'workers', log: faultsTo(process.stderr) })
  opened.add(() => cloud.close())
  const build = await openRepositoryBuild(false, miniprogramDir)
  const browser = await launchBrowser()
  opened.add(() => browser.close())
  const screens = new Screens()
  const stage = await openRestaurantStage({
    cloud,
    server: await listenOnLoopback(0),
    automatorServer,
    dataId: dataIdOf(dataDir),
    build,
    ...(account === undefined ? {} : { phones: [{ ...DINER, openid: account }] }),
    screenshot: (phone) => screens.picture(phone),
    onClose,
  })
  opened.add(() => stage.close())
  screens.show(await openPhonePages(new PhoneScreens(browser), stage))
}

/** For documents nobody asked to keep. */
function passingFolder(opened: Opened): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiwei-auto-'))
  opened.add(() => rmSync(folder, { recursive: true, force: true }))
  return folder
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
  // Servers may be open still; none of them outlives this process.
  process.exit()
})
