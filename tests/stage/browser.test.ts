import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { installedBrowser } from '../../local/browser/installed'
import { packagedBrowser } from '../../local/browser/packaged'

let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'huiwei-browser-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function program(name: string, mode = 0o755): string {
  const file = path.join(folder, name)
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, mode)
  return file
}

describe('an installed browser', () => {
  it('is found on PATH', () => {
    const chromium = program('chromium')
    expect(installedBrowser({ PATH: `/nowhere:${folder}` }, 'linux')).toBe(chromium)
  })

  it('is the one HUIWEI_CHROME names, before any other', () => {
    program('chromium')
    const own = program('my-browser')
    expect(installedBrowser({ PATH: folder, HUIWEI_CHROME: own }, 'linux')).toBe(own)
  })

  it('is null when there is none', () => {
    expect(installedBrowser({ PATH: folder }, 'linux')).toBeNull()
  })

  it('that HUIWEI_CHROME names and that does not run is a mistake worth hearing about', () => {
    const text = program('notes.txt', 0o644)
    expect(() => installedBrowser({ HUIWEI_CHROME: text }, 'linux')).toThrow(`HUIWEI_CHROME names ${text}`)
  })
})

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? it : it.skip

onLinux('the packaged browser is unpacked once, whoever asks at the same time', async () => {
  const [one, two] = await Promise.all([packagedBrowser(folder), packagedBrowser(folder)])
  expect(one).toEqual(two)
  expect(one?.executablePath.startsWith(folder)).toBe(true)
  expect(readdirSync(folder)).toHaveLength(1)
})
