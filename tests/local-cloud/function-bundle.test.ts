import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FunctionBundle } from '../../local/cloud/functions/function-bundle'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'huiwei-bundle-'))
  file = path.join(folder, 'index.js')
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = () => FunctionBundle.of(file).start({ process, Date, console, setTimeout, setInterval }, {})

it('a bundle is compiled once for all who start it, and each start has variables of its own', () => {
  writeFileSync(file, 'let calls = 0; exports.main = () => ++calls')
  expect(FunctionBundle.of(file)).toBe(FunctionBundle.of(file))
  const [one, other] = [start(), start()]
  expect([one(null, null), one(null, null), other(null, null)]).toEqual([1, 2, 1])
})

it('a bundle in whose place another has come is compiled anew', () => {
  writeFileSync(file, 'exports.main = () => "before"')
  expect(start()(null, null)).toBe('before')
  writeFileSync(file, 'exports.main = () => "behind"')
  expect(start()(null, null)).toBe('behind')
})
