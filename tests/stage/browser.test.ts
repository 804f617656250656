import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { installedBrowser } from '../../local/browser/installed'
import { launchBrowser } from '../../local/browser/launch'
import { packagedBrowser, packageVersion } from '../../local/browser/packaged'

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

const describeOnLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip

describeOnLinux('the packaged browser', () => {
  let unpacked: string
  beforeEach(
    () => (unpacked = path.join(folder, `huiwei-chromium-${packageVersion()}-${process.getuid?.()}`)),
  )

  it('is unpacked once, whoever asks at the same time', async () => {
    const [one, two] = await Promise.all([packagedBrowser(folder), packagedBrowser(folder)])
    expect(one).toEqual(two)
    expect(one?.executablePath).toBe(path.join(unpacked, 'chromium'))
    expect(readdirSync(folder)).toEqual([path.basename(unpacked)])
  })

  it('starts before any installed one where it is asked for first', async () => {
    const { PATH, HUIWEI_CHROME } = process.env
    writeFileSync(program('chromium'), `#!/bin/sh\ntouch ${folder}/started\n`)
    process.env.PATH = `${folder}:${PATH}`
    delete process.env.HUIWEI_CHROME
    try {
      const browser = await launchBrowser('packaged')
      expect(browser.version().split('.')[0]).toBe(packageVersion().split('.')[0])
      await browser.close()
      expect(readdirSync(folder)).not.toContain('started')
    } finally {
      process.env.PATH = PATH
      if (HUIWEI_CHROME !== undefined) process.env.HUIWEI_CHROME = HUIWEI_CHROME
    }
  })

  const putUnpacked = (...missing: string[]): void => {
    mkdirSync(path.join(unpacked, 'al2023/lib'), { recursive: true, mode: 0o700 })
    writeFileSync(path.join(unpacked, 'chromium'), 'put here')
    for (const name of missing) rmSync(path.join(unpacked, name), { recursive: true })
  }
  const inUse = () => readFileSync(path.join(unpacked, 'chromium'), 'latin1').slice(0, 8)

  it('is taken from a folder of this user alone', async () => {
    putUnpacked()
    expect((await packagedBrowser(folder))?.executablePath).toBe(path.join(unpacked, 'chromium'))
    expect(inUse()).toBe('put here')
  })

  it.each(['chromium', 'al2023/lib'])('is unpacked anew where %s was cleaned away', async (missing) => {
    putUnpacked(missing)
    await Promise.all([packagedBrowser(folder), packagedBrowser(folder)])
    expect(inUse()).toContain('ELF')
    expect(readdirSync(path.join(unpacked, 'al2023/lib'))).not.toEqual([])
    expect(readdirSync(folder)).toEqual([path.basename(unpacked)])
  })

  const refused = () =>
    expect(packagedBrowser(folder)).rejects.toThrow(`${unpacked} is not a folder that only`)

  it.each(['720', '702'])('is refused from a folder others can write to, of mode %s', async (mode) => {
    mkdirSync(unpacked)
    chmodSync(unpacked, mode)
    await refused()
  })

  it('is refused where a link leads, and from what is no folder', async () => {
    mkdirSync(path.join(folder, 'elsewhere'), { mode: 0o700 })
    symlinkSync(path.join(folder, 'elsewhere'), unpacked)
    await refused()
    rmSync(unpacked)
    writeFileSync(unpacked, '')
    await refused()
  })

  it("is refused from another user's folder", async () => {
    const other = (process.getuid?.() ?? 0) + 1
    const theirs = unpacked.replace(/\d+$/, String(other))
    mkdirSync(theirs, { mode: 0o700 })
    await expect(packagedBrowser(folder, other)).rejects.toThrow(`${theirs} is not a folder that only`)
  })

  it('removes what unpacks that died left behind, and nothing else', async () => {
    putUnpacked()
    const hoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
    const old = ['died00', 'file00'].map((end) => `${unpacked}-${end}`)
    mkdirSync(`${unpacked}-young0`)
    mkdirSync(old[0] ?? '')
    writeFileSync(old[1] ?? '', '')
    mkdirSync(`${unpacked}1`)
    for (const entry of [...old, `${unpacked}1`, unpacked]) utimesSync(entry, hoursAgo, hoursAgo)
    await packagedBrowser(folder)
    const left = ['', '-file00', '-young0', '1'].map((end) => path.basename(unpacked) + end)
    expect(readdirSync(folder).sort()).toEqual(left)
  })
})
