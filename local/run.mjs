// `node local/run.mjs start|demo|replay|costs|bench|monkey|sizes|auto|journeys|verify-cloud|build …`: installs what is
// missing, builds, runs.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { installWhatIsMissing, OFFICIAL_COMPILERS } from './install.mjs'

const [command = 'start', ...rest] = process.argv.slice(2)
installWhatIsMissing()
if (command === 'sizes') installWhatIsMissing(OFFICIAL_COMPILERS)
const { buildBench, buildFunctions, buildLocal, buildSuite, root } = await import('./build.mjs')

const sizes = await buildFunctions()
if (command === 'build') {
  for (const { name, kilobytes } of sizes) console.log(`${name.padEnd(24)} ${kilobytes} KB`)
} else {
  await buildLocal()
  if (command === 'verify-cloud') await buildSuite()
  if (command === 'bench') await buildBench()
  const tool = path.join(root, 'dist', 'local', `${command}.js`)
  const child = spawn(process.execPath, ['--enable-source-maps', tool, ...rest], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // The platform's functions live in UTC; so do ours.
    env: { ...process.env, HUIWEI_ROOT: root, TZ: 'UTC' },
  })
  const asked = ['SIGINT', 'SIGTERM']
  for (const signal of asked) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(asked.includes(signal) ? 0 : (code ?? 1)))
  endWithParent(() => child.kill('SIGTERM'))
}

/** npm does not pass every signal on: when whoever started us is gone, so are we, and the tool with us. */
function endWithParent(end) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), 500).unref()
}
