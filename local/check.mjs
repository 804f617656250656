// Runs the checks of package.json beside each other: `node local/check.mjs check:types …`. What each has to say comes in
// one piece, in the order they are named.
import { spawn } from 'node:child_process'

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** @returns {Promise<{ said: string, status: number | null }>} */
function run(script) {
  const child = spawn(npm, ['run', script], { shell: process.platform === 'win32' })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  return new Promise((resolve) =>
    child.on('close', (status) => resolve({ said: Buffer.concat(said).toString(), status })),
  )
}

const running = process.argv.slice(2).map(run)
for (const each of running) {
  const { said, status } = await each
  process.stdout.write(said)
  if (status !== 0) process.exitCode = 1
}
