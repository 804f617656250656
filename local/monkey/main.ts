import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchBrowser } from '../browser/launch'
import { endOnSignal } from '../end-on-signal'
import { miniProgramPages } from '../mini-program-pages'
import { commandLine, tellFailure, wholeNumber } from '../options'
import { DINER } from '../stage/phones'
import { inTemporaryFolder } from '../temporary-folder'
import { makeARegular } from './a-regular'
import { runMonkey, takePictures } from './monkey'
import { openMonkeyRestaurant } from './restaurant'
import { Tally } from './tally'

const TAPS = 20_000
const CHECK_EVERY = 250
const PATIENCE_MS = 30_000
/** A shorter run cannot come everywhere. */
const ENOUGH_TO_REACH_ALL = 2_000

const HELP = `npm run monkey -- [--taps N] [--seed N] [--minutes N]
  --taps N     touches of the phones' screens (default ${TAPS})
  --seed N     which luck (default 1)
  --minutes N  end after so many minutes, however many taps there were`

async function monkey(): Promise<void> {
  const { values } = commandLine({
    options: {
      taps: { type: 'string', default: String(TAPS) },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const taps = wholeNumber('taps', values.taps, 1, 10_000_000)
  const seed = wholeNumber('seed', values.seed, 0, 1_000_000_000)
  const minutes = values.minutes === undefined ? null : wholeNumber('minutes', values.minutes, 1, 100_000)
  await inTemporaryFolder(async (dataDir) => {
    const browser = await launchBrowser('packaged')
    endOnSignal(() => browser.close())
    const restaurant = await openMonkeyRestaurant(dataDir, browser)
    await makeARegular(restaurant.cloud, DINER.openid)
    const jobs = restaurant.cloud.timers.all().map(({ functionName }) => functionName)
    const tally = new Tally(miniProgramPages, jobs)
    const startedAt = performance.now()
    const elapsed = (): string => `${((performance.now() - startedAt) / 60_000).toFixed(1)} min`
    const outcome = await runMonkey({
      restaurant,
      tally,
      seed,
      taps,
      ...(minutes === null ? {} : { until: startedAt + minutes * 60_000 }),
      checkEvery: CHECK_EVERY,
      patienceMs: PATIENCE_MS,
      say: (done) => console.log(`${done} taps, ${elapsed()}: all is well`),
    })
    console.log(tally.lines().join('\n'))
    console.log(`seed ${seed}: ${outcome.taps} taps in ${elapsed()}`)
    const missed = tally.missed()
    if (missed.length > 0) console.log(`never reached: ${missed.join(', ')}`)
    if (missed.length > 0 && outcome.taps >= ENOUGH_TO_REACH_ALL) process.exitCode = 1
    if (outcome.findings.length > 0) {
      process.exitCode = 1
      const pictures = mkdtempSync(path.join(tmpdir(), 'huiwei-monkey-'))
      await takePictures(restaurant, pictures)
      console.log(['the last things done:', ...outcome.last].join('\n  '))
      console.log([`found at tap ${outcome.taps} of seed ${seed}:`, ...outcome.findings].join('\n  '))
      console.log(`pictures: ${pictures}`)
    }
    await restaurant.close()
    await browser.close()
  })
}

monkey()
  .catch((error: unknown) => tellFailure(error, HELP))
  // Whatever a failure has left open ends with this process.
  .finally(() => process.exit())
