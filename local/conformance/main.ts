import path from 'node:path'
import { commandLine, repository, tellFailure } from '../options'
import { openLocalEnvironment } from './local-environment'
import { openRealEnvironment } from './real-environment'
import type { Credentials } from './sdks/open'
import { verify } from './verify'

const HELP = `npm run verify:cloud [-- --local]
  Runs the conformance suite through both SDKs against a real CloudBase environment, and prints where it
  differs from what the local cloud is built to do. Exit code: 0 no difference, 1 differences, 2 not run.
  It asks from outside of the environment, with a key pair of the account that owns it:
    TCB_ENV                  the environment's id
    TENCENTCLOUD_SECRETID    from the console's page on API keys
    TENCENTCLOUD_SECRETKEY
    TENCENTCLOUD_REGION      only for an environment outside Shanghai
  Use an environment for tests. It creates three collections, conformance_plain, conformance_members and
  conformance_entries, deletes every document in them, and touches nothing else; their indexes are to be
  created by hand, as it says. It makes some 4,000 requests and waits a minute for transactions to end.
  --local    runs it against the local cloud instead: no account, no network`

async function main(): Promise<void> {
  const { values } = commandLine({
    options: { local: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  if (values.help) return console.log(HELP)
  const root = repository()
  const rulesDir = path.join(root, 'local/conformance/collections')
  const credentials = values.local ? null : credentialsFrom(process.env)
  if (!values.local && !credentials) return notRun()
  const environment = credentials
    ? await openRealEnvironment(credentials, rulesDir, console.log).catch(notReached(credentials))
    : await openLocalEnvironment({ functionsDir: path.join(root, 'dist/conformance'), rulesDir })
  if (!environment) return
  try {
    if ((await verify(environment, console.log)) > 0) process.exitCode = 1
  } finally {
    await environment.close()
  }
}

function credentialsFrom(variables: NodeJS.ProcessEnv): Credentials | null {
  const { TCB_ENV, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY } = variables
  if (!TCB_ENV || !TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY) return null
  return {
    environmentId: TCB_ENV,
    secretId: TENCENTCLOUD_SECRETID,
    secretKey: TENCENTCLOUD_SECRETKEY,
  }
}

function notRun(): void {
  nothingVerified(
    'set TCB_ENV, TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY to name a real environment (see --help), ' +
      'or add --local to run against the local cloud.',
  )
}

function notReached({ environmentId }: Credentials): (error: unknown) => null {
  return (error) => {
    const { code, message } = error as { code?: unknown; message?: unknown }
    nothingVerified(`environment ${environmentId} answers ${String(code)} (${String(message)}).`)
    return null
  }
}

function nothingVerified(why: string): void {
  console.error(`Nothing was verified: ${why}`)
  process.exitCode = 2
}

main().catch((error: unknown) => {
  tellFailure(error, HELP)
  process.exitCode = 2
})
