import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { repository } from '../../local/options'
import type { PreviewBuild } from '../../local/preview/build'
import { openRepositoryBuild } from '../../local/stage/restaurant-stage'
import { timed } from '../measure'

/** An edit as somebody would make it: the file, and what it says differently each time. */
export interface Edit {
  kind: string
  file: string
  change(text: string, round: number): string
}

export const edits: Edit[] = [
  {
    kind: 'wxml',
    file: 'pages/home/home.wxml',
    change: (text, round) => `${text}<view>${mark(round)}</view>\n`,
  },
  {
    kind: 'ts',
    file: 'pages/home/home.ts',
    change: (text, round) => `${text}\nconsole.debug('${mark(round)}')\n`,
  },
  {
    kind: 'wxss',
    file: 'pages/home/home.wxss',
    change: (text, round) => `${text}\n.${mark(round)} { color: red; }\n`,
  },
]

export const mark = (round: number): string => `edited-${round}-`

/** Milliseconds until a mini-program that was never compiled can be served. */
export function startOfBuild(): Promise<number> {
  return timed(async () => (await openRepositoryBuild(false)).close())
}

/** A copy of the mini-program that may be edited, and its build that hears of edits. */
export async function openEdited(folder: string): Promise<{ build: PreviewBuild; sources: string }> {
  const sources = path.join(folder, 'miniprogram')
  cpSync(path.join(repository(), 'miniprogram'), sources, { recursive: true })
  return { build: await openRepositoryBuild(true, sources), sources }
}

/** Milliseconds from the saving of an edit until phones are given a build with it. The file is as before afterwards. */
export async function rebuilt(
  { build, sources }: { build: PreviewBuild; sources: string },
  { file, change }: Edit,
  round: number,
): Promise<{ ms: number; isGood: boolean }> {
  const source = path.join(sources, file)
  const before = readFileSync(source, 'utf8')
  const ms = await timed(() => whenBuilt(build, () => writeFileSync(source, change(before, round))))
  const isGood = build.problems().length === 0 && build.script().includes(mark(round))
  await whenBuilt(build, () => writeFileSync(source, before))
  return { ms, isGood }
}

function whenBuilt(build: PreviewBuild, save: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = build.onRebuilt(() => {
      stop()
      resolve()
    })
    save()
  })
}
