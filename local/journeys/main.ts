import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { endOnSignal } from '../end-on-signal'
import { asGiven, repository } from '../options'
import { openInTool, type OpenedProject } from './developer-tools'
import { NotRun } from './not-run'
import { TestEnvironment } from './test-environment'

const HELP = `npm run journeys [-- OPTIONS OF JEST]
  Tells the journeys of tests/journeys on phones in a headless browser.
    HUIWEI_DEVTOOLS          the command line of WeChat DevTools: tells those of tests/journeys/portable in its
                             simulator instead, against an environment for tests (see docs/devtools.md):
    TCB_ENV                  the environment's id, with "test" between hyphens in it
    TENCENTCLOUD_SECRETID    a key pair of the account that owns it
    TENCENTCLOUD_SECRETKEY
    HUIWEI_TESTER_OPENID     who is logged in to DevTools. What this person has in the environment is removed.
  HUIWEI_DEVTOOLS=local/automator/cli.mjs stands in for DevTools: no account, no network.
  Exit code: 0 passed, 1 failed, 2 not run.`

/** Who is logged in to what stands in for DevTools: somebody who works at the riverside till. */
const STAND_IN_ACCOUNT = 'demo-cashier'

const root = repository()
let testing: ChildProcess | undefined
let project: OpenedProject | undefined

async function main(): Promise<number> {
  const options = process.argv.slice(2)
  if (options.includes('--help')) {
    console.log(HELP)
    return 0
  }
  endOnSignal(async () => {
    testing?.kill('SIGTERM')
    await project?.close()
  })
  const { HUIWEI_DEVTOOLS: given = '' } = process.env
  return given === '' ? jest(['tests/journeys', ...options]) : onTool(toolAt(given), options)
}

/** Everything that can be known to be wrong is, before the tool is started. */
async function onTool(cli: string, options: string[]): Promise<number> {
  const environment = isStandIn(cli) ? null : testEnvironment(process.env)
  await environment?.prepare()
  project = await openInTool({
    cli,
    projectDir: root,
    ...(environment === null ? { account: STAND_IN_ACCOUNT } : {}),
  })
  try {
    await environment?.mustBeBehind(project.endpoint)
    return await jest(['-c', 'tests/journeys/portable/jest.config.cjs', ...options], {
      HUIWEI_AUTOMATOR: project.endpoint,
    })
  } finally {
    await project.close()
  }
}

function toolAt(given: string): string {
  const cli = asGiven(given)
  if (!existsSync(cli)) throw new NotRun(`HUIWEI_DEVTOOLS names ${cli}, and there is no such file`)
  return cli
}

function isStandIn(cli: string): boolean {
  return realpathSync(cli) === realpathSync(path.join(root, 'local/automator/cli.mjs'))
}

function testEnvironment(variables: NodeJS.ProcessEnv): TestEnvironment {
  const { TCB_ENV, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, HUIWEI_TESTER_OPENID } = variables
  if (!TCB_ENV || !TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY || !HUIWEI_TESTER_OPENID)
    throw new NotRun(
      'set TCB_ENV, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY and HUIWEI_TESTER_OPENID to name the environment ' +
        'behind DevTools and whose account it is (see --help)',
    )
  return new TestEnvironment(
    { environmentId: TCB_ENV, secretId: TENCENTCLOUD_SECRETID, secretKey: TENCENTCLOUD_SECRETKEY },
    { appid: ownAppid(), openid: HUIWEI_TESTER_OPENID },
  )
}

/** DevTools read the private file first. */
function ownAppid(): string {
  for (const name of ['project.private.config.json', 'project.config.json']) {
    const file = path.join(root, name)
    if (!existsSync(file)) continue
    const { appid } = JSON.parse(readFileSync(file, 'utf8')) as { appid?: string }
    if (appid && appid !== 'touristappid') return appid
  }
  throw new NotRun('project.private.config.json names no appid; write {"appid": "wx…"} into it')
}

/** Runs jest, and gives its exit code. */
function jest(options: string[], variables: Record<string, string> = {}): Promise<number> {
  const env = { ...process.env, HUIWEI_AUTOMATOR: undefined, ...variables }
  const program = path.join(root, 'node_modules/jest/bin/jest.js')
  const child = spawn(process.execPath, [program, ...options], { cwd: root, stdio: 'inherit', env })
  testing = child
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof NotRun ? `No journey was run: ${error.message}.` : error)
    return 2
  })
  // Whoever is heard for its end keeps this process from ending by itself.
  .then((code) => process.exit(code))
