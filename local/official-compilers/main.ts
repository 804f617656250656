import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { commandLine, repository, tellFailure } from '../options'
import { compileAsUploaded } from './upload'
import { sizesOf } from './sizes'

const HELP = `npm run sizes
  What each package of the mini-program would weigh if it was uploaded now.`

async function main(): Promise<void> {
  const { values } = commandLine({ options: { help: { type: 'boolean', default: false } } })
  if (values.help) return console.log(HELP)
  const workspace = mkdtempSync(path.join(tmpdir(), 'huiwei-upload-'))
  try {
    const found = await compileAsUploaded(repository(), workspace)
    if (!found.accepted) throw new Error(`miniprogram-ci refuses: ${found.because}`)
    console.log(sizesOf(found.packages).join('\n'))
  } finally {
    rmSync(workspace, { recursive: true })
  }
}

main().catch((error: unknown) => tellFailure(error, HELP))
