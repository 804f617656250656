import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import type { CompiledComponent, PreviewBundle } from '../../local/preview/bundle'
import { Compiler } from '../../local/preview/compile/compile'
import type { Problem } from '../../local/preview/compile/problems'

export const root = path.resolve(__dirname, '../..')
export const nodeModulesDir = path.join(root, 'node_modules')
export const fixtureDir = path.join(__dirname, 'fixture')

/** The smallest that runs: one page. Tests say what they put beside it, or instead. */
export const SMALLEST: Record<string, string> = {
  'app.json': JSON.stringify({ pages: ['home/home'] }),
  'app.ts': 'App({})',
  'home/home.json': '{}',
  'home/home.wxml': '<view>你好</view>',
  'home/home.ts': 'Page({})',
}

const folders: string[] = []

/** A folder with a mini-program, gone after the test file. */
export function aMiniProgram(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiwei-preview-'))
  folders.push(folder)
  write(folder, { ...SMALLEST, ...files })
  return folder
}

/** A copy of the fixture that a test may edit. */
export function aCopyOfTheFixture(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiwei-preview-'))
  folders.push(folder)
  cpSync(fixtureDir, folder, { recursive: true })
  return folder
}

export function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
}

export interface Compiled {
  bundle: PreviewBundle
  problems: Problem[]
  /** A page or component by its source path. */
  component(path: string): CompiledComponent
}

export function compiled(miniprogramDir: string): Compiled {
  const { value, problems } = new Compiler({ miniprogramDir, nodeModulesDir }).compile()
  if (value === null) throw new Error(`Nothing to run: ${JSON.stringify(problems)}`)
  const bundle = booted(value)
  return {
    bundle,
    problems,
    component(path) {
      const found = bundle.components.find((component) => component.path === path)
      if (!found) throw new Error(`${path} is not in the bundle`)
      return found
    },
  }
}

/** What the script hands to the runtime. */
export function booted(script: string): PreviewBundle {
  let bundle: PreviewBundle | undefined
  const huiweiWxs = { change: () => undefined, listener: () => undefined }
  runInNewContext(script, { huiweiBoot: (given: PreviewBundle) => (bundle = given), huiweiWxs })
  if (!bundle) throw new Error('The script did not boot')
  return bundle
}

export const problemsOf = (files: Record<string, string>) => compiled(aMiniProgram(files)).problems

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))
