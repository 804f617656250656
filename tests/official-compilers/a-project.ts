import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const root = path.resolve(__dirname, '../..')

/** The smallest that has what ours has: a page with a component, a subpackage, types of the contract, our settings. */
const SMALLEST: Record<string, string> = {
  'project.config.json': readFileSync(path.join(root, 'project.config.json'), 'utf8'),
  'package.json': '{}',
  'package-lock.json': '{ "packages": {} }',
  'contract/index.ts': 'export type Answer = number\nexport const answer: Answer = 42',
  'miniprogram/app.json': JSON.stringify({
    pages: ['pages/home/home'],
    subPackages: [{ root: 'counter', pages: ['pages/start/start'] }],
  }),
  'miniprogram/app.ts': 'App({})',
  'miniprogram/pages/home/home.json': '{ "usingComponents": { "card": "/components/card/card" } }',
  'miniprogram/pages/home/home.wxml': '<card wx:if="{{shown}}" />',
  'miniprogram/pages/home/home.wxss': '.card { color: red; }',
  'miniprogram/pages/home/home.ts':
    "import type { Answer } from '../../../contract'\nconst shown: Answer = 42\nPage({ data: { shown } })",
  'miniprogram/components/card/card.json': '{ "component": true }',
  'miniprogram/components/card/card.wxml': '<view>你好</view>',
  'miniprogram/components/card/card.ts': 'Component({})',
  'miniprogram/counter/pages/start/start.json': '{}',
  'miniprogram/counter/pages/start/start.wxml': '<view />',
  'miniprogram/counter/pages/start/start.ts': 'Page({})',
}

const folders: string[] = []

/** An empty folder, gone after the test file. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiwei-upload-'))
  folders.push(folder)
  return folder
}

/** A folder with a project in it that differs from the smallest in the given files; null leaves one out. */
export function aProject(differs: Record<string, string | null> = {}): string {
  return write(aFolder(), { ...SMALLEST, ...differs })
}

export function write(folder: string, files: Record<string, string | null>): string {
  for (const [name, text] of Object.entries(files)) {
    if (text === null) continue
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))
