import { commandLine, repository, tellFailure } from '../options'
import { inTemporaryFolder } from '../temporary-folder'
import { compileAsUploaded } from './upload'
import { sizesOf } from './sizes'

const HELP = `npm run sizes
  What each package of the mini-program would weigh if it was uploaded now.`

async function main(): Promise<void> {
  const { values } = commandLine({ options: { help: { type: 'boolean', default: false } } })
  if (values.help) return console.log(HELP)
  const found = await inTemporaryFolder((workspace) => compileAsUploaded(repository(), workspace))
  if (!found.accepted) throw new Error(`miniprogram-ci refuses: ${found.because}`)
  console.log(sizesOf(found.packages).join('\n'))
}

main().catch((error: unknown) => tellFailure(error, HELP))
