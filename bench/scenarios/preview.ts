import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../local/browser/launch'
import { miniProgramPages } from '../../local/mini-program-pages'
import type { PageWork } from '../../local/preview/phone'
import { inTemporaryFolder } from '../../local/temporary-folder'
import { edits, openEdited, rebuilt, startOfBuild } from '../preview/building'
import { median, shownMs, twoDecimals } from '../measure'
import { openOnScreen } from '../preview/on-screen'
import { openCold, screens } from '../preview/screens'
import { scenario, type Outcome, type Progress, type Table } from '../scenario'

interface Size {
  /** How often each screen is opened. */
  openings: number
  /** How often the mini-program is compiled from nothing. */
  starts: number
  /** How often each kind of file is edited. */
  edits: number
}

interface Seen {
  page: string
  calls: number
  works: PageWork[]
}

export const preview = scenario<Size>(
  'preview',
  'On the laptop: how soon is a screen of use, what does each screen ask of the phone and of the cloud, and how long does an edit take?',
  {
    full: { openings: 9, starts: 5, edits: 9 },
    quick: { openings: 3, starts: 2, edits: 2 },
    tiny: { openings: 1, starts: 1, edits: 1 },
  },
  run,
)

async function run(size: Size, progress: Progress): Promise<Outcome> {
  const built = await inTemporaryFolder((folder) => building(size, folder, progress))
  const browser = await launchBrowser('packaged')
  try {
    const seen = await inTemporaryFolder((folder) => opening(size, browser, folder, progress))
    return {
      setting: { transport: 'in-process', durability: 'full', concurrency: 'one screen at a time' },
      tables: [screenTable(seen, size), built.table],
      claims: [
        {
          says: 'every page of app.json is among the screens, and no other',
          holds:
            [...miniProgramPages].sort().join() ===
            screens
              .map(({ page }) => page)
              .sort()
              .join(),
        },
        {
          says: 'a screen opens with exactly one call of a function, or with none where it needs none',
          holds: seen.every(({ calls, works }) => works.every((work) => work.calls === calls)),
        },
        { says: 'every edit is in the build that phones are given, without a problem', holds: built.isGood },
      ],
      notes: [
        'A document is cold: nothing of it is kept by the browser. First usable counts from its start until the answer of the first call has been drawn; the bill and the result are opened by taps, and count from there. The functions run in this process: a network is not in it, and a phone is not this processor. Calls, and counts and bytes of setData, are those of the page and its components until then, TDesign’s own among them; they are kept by the page in that moment, whatever it asks later. Each round settles a bill, so the history and the till’s list grow by a line a round.',
      ],
    }
  } finally {
    await browser.close()
  }
}

async function opening(
  { openings }: Size,
  browser: Browser,
  folder: string,
  progress: Progress,
): Promise<Seen[]> {
  const restaurant = await openOnScreen(browser, folder)
  try {
    const shown = progress('screens opened', openings * screens.length)
    const seen = screens.map(({ page, calls }): Seen => ({ page, calls, works: [] }))
    // Round by round: whatever else the machine does hits all screens alike.
    for (let round = 0; round < openings; round += 1) {
      for (const [index, screen] of screens.entries()) {
        seen[index]?.works.push(await openCold(restaurant, screen))
        shown(round * screens.length + index + 1)
      }
    }
    return seen
  } finally {
    await restaurant.close()
  }
}

function screenTable(seen: Seen[], { openings }: Size): Table {
  const usable = ({ works }: Seen): number => median(works.map(({ firstUsableMs }) => firstUsableMs ?? NaN))
  const home = usable(seen[0] as Seen)
  const of = ({ works }: Seen, what: (work: PageWork) => number): number => median(works.map(what))
  return {
    title: `Each screen opened ${openings} times in a cold document; medians`,
    columns: ['screen', 'calls', 'setData', 'bytes', 'largest', 'first usable, ms', 'over home'],
    rows: seen.map((one) => [
      one.page,
      of(one, ({ calls }) => calls),
      of(one, ({ setDataCount }) => setDataCount),
      of(one, ({ setDataBytes }) => setDataBytes),
      of(one, ({ largestSetData }) => largestSetData),
      shownMs(usable(one)),
      twoDecimals(usable(one) / home),
    ]),
  }
}

async function building(
  { starts, edits: rounds }: Size,
  folder: string,
  progress: Progress,
): Promise<{ table: Table; isGood: boolean }> {
  const shown = progress('builds', starts + rounds * edits.length)
  const fromNothing: number[] = []
  for (let start = 0; start < starts; start += 1) {
    fromNothing.push(await startOfBuild())
    shown(start + 1)
  }
  const edited = await openEdited(folder)
  const taken = edits.map(({ kind }) => ({ kind, ms: [] as number[] }))
  let isGood = true
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, edit] of edits.entries()) {
      const one = await rebuilt(edited, edit, round)
      taken[index]?.ms.push(one.ms)
      isGood &&= one.isGood
      shown(starts + round * edits.length + index + 1)
    }
  }
  await edited.build.close()
  const whole = median(fromNothing)
  const row = (what: string, ms: number[]): Table['rows'][number] => [
    what,
    shownMs(median(ms)),
    shownMs(Math.max(...ms)),
    twoDecimals(median(ms) / whole),
  ]
  return {
    isGood,
    table: {
      title: `The build from nothing, ${starts} times, and after an edit of each kind, ${rounds} times`,
      columns: ['build', 'median, ms', 'longest, ms', 'over from nothing'],
      rows: [
        row('from nothing', fromNothing),
        ...taken.map(({ kind, ms }) => row(`after an edit of ${kind}`, ms)),
      ],
    },
  }
}
