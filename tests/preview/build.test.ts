import { rmSync } from 'node:fs'
import path from 'node:path'
import { openPreviewBuild, type PreviewBuild, type Problem } from '../../local/preview/build'
import {
  aCopyOfTheFixture,
  aMiniProgram,
  booted,
  fixtureDir,
  nodeModulesDir,
  root,
  write,
} from './mini-program'

/** A stand-in: these tests are about the mini-program's side. */
const runtimeDir = aMiniProgram({
  'main.ts': "import css from './base.css'\nwindow.huiweiBoot = () => console.log(css)",
  'base.css': 'body { color: red }',
})
const builds: PreviewBuild[] = []

async function open(miniprogramDir: string, watch = false, runtime = runtimeDir): Promise<PreviewBuild> {
  const build = await openPreviewBuild({ miniprogramDir, nodeModulesDir, runtimeDir: runtime, watch })
  builds.push(build)
  return build
}
afterEach(() => Promise.all(builds.splice(0).map((build) => build.close())))

const rebuilt = (build: PreviewBuild) =>
  new Promise<Problem[]>((resolve) => {
    const stop = build.onRebuilt((problems) => {
      stop()
      resolve(problems)
    })
  })

it('the runtime is one script, its style sheets text in it', async () => {
  const build = await open(fixtureDir)
  expect(build.runtimeScript()).toContain('body { color: red }')
  expect(build.runtimeScript()).not.toMatch(/^(import|export)\b/m)
})

it('the real runtime builds', async () => {
  const build = await open(fixtureDir, false, path.join(root, 'local/preview/runtime'))
  expect(build.problems()).toEqual([])
  expect(build.runtimeScript()).toContain('huiweiBoot')
})

describe('while it is edited', () => {
  it('an edit is built within a second: the quickest of five, since a busy machine only adds', async () => {
    const folder = aCopyOfTheFixture()
    const build = await open(folder, true)
    const took: number[] = []
    for (const title of ['收', '银', '收银台', '前台', '收银']) {
      const began = performance.now()
      write(folder, {
        'counter/pages/start/start.json': JSON.stringify({ navigationBarTitleText: title }),
      })
      expect(await rebuilt(build)).toEqual([])
      took.push(performance.now() - began)
    }
    expect(Math.min(...took)).toBeLessThan(1000)
    const start = booted(build.script()).components.find(({ path }) => path === 'counter/pages/start/start')
    expect(start?.json.navigationBarTitleText).toBe('收银')
  })

  it.each<[string, Record<string, string>, (build: PreviewBuild) => unknown, unknown]>([
    [
      'a script',
      { 'words/greeting.ts': 'export const greeting = () => 1' },
      (build) => booted(build.script()).modules['words/greeting']?.code.includes('=> 1'),
      true,
    ],
    [
      'a template that is included',
      { 'pages/home/foot.wxml': '<view>再来</view>' },
      (build) => String(build.script()).includes('再来'),
      true,
    ],
    [
      'a script of a template',
      { 'words/number.wxs': "module.exports.grouped = function () { return '很多' }" },
      (build) => String(build.script()).includes('很多'),
      true,
    ],
    [
      'a style sheet that is imported',
      { 'assets/paper.wxss': '.card { margin: 75rpx }' },
      (build) => booted(build.script()).appCss.includes('.card { margin: 10vw }'),
      true,
    ],
    [
      'a file that was missing when it was looked for',
      {
        'words/greeting/index.ts': '',
        'words/new.wxs': '',
        'pages/me/me.wxml': '<wxs module="n" src="../../words/new.wxs"/>',
      },
      (build) => build.problems(),
      [],
    ],
  ])('%s takes effect', async (_what, files, look, expected) => {
    const folder = aCopyOfTheFixture()
    const build = await open(folder, true)
    write(folder, files)
    expect(await rebuilt(build)).toEqual([])
    expect(look(build)).toEqual(expected)
  })

  it('a mistake is named and the last good build stays; mending it goes on', async () => {
    const folder = aCopyOfTheFixture()
    const build = await open(folder, true)
    const good = build.script()
    write(folder, { 'pages/me/me.wxml': '<view>\n<marquee/></view>' })
    expect(await rebuilt(build)).toMatchObject([{ file: 'pages/me/me.wxml', line: 2 }])
    expect(build.problems()).toHaveLength(1)
    expect(build.script()).toBe(good)
    write(folder, { 'pages/me/me.wxml': '<view>好了</view>' })
    expect(await rebuilt(build)).toEqual([])
    expect(build.script()).toContain('好了')
  })

  it('before there was a good build, the newest is served: pages without a mistake work', async () => {
    const folder = aMiniProgram({ 'home/home.wxml': '<marquee />' })
    const build = await open(folder, true)
    expect(booted(build.script()).pages).toEqual(['home/home'])
    write(folder, { 'home/home.wxml': '<marquee class="newer" />' })
    expect(await rebuilt(build)).toHaveLength(1)
    expect(build.script()).toContain('newer')
  })

  it('a page that goes is gone', async () => {
    const folder = aCopyOfTheFixture()
    const build = await open(folder, true)
    rmSync(path.join(folder, 'counter'), { recursive: true })
    write(folder, { 'app.json': JSON.stringify({ pages: ['pages/home/home'] }) })
    expect(await rebuilt(build)).toContainEqual(expect.objectContaining({ message: expect.any(String) }))
    write(folder, {
      'app.json': JSON.stringify({
        pages: ['pages/home/home'],
        usingComponents: { stamp: '/components/stamp/stamp' },
      }),
    })
    expect(await rebuilt(build)).toEqual([])
    const bundle = booted(build.script())
    expect(bundle.pages).toEqual(['pages/home/home'])
    expect(bundle.templates).not.toHaveProperty(['counter/pages/start/start'])
  })

  it('the runtime is built again when a file beside its folder changes', async () => {
    const folder = aMiniProgram({ 'runtime/main.ts': "import '../units'", 'units.ts': 'console.log("rpx")' })
    const build = await open(fixtureDir, true, path.join(folder, 'runtime'))
    write(folder, { 'units.ts': 'console.log("vw")' })
    expect(await rebuilt(build)).toEqual([])
    expect(build.runtimeScript()).toContain('vw')
  })

  it('the runtime is built again when it changes, and stays when it is broken', async () => {
    const own = aMiniProgram({ 'main.ts': 'console.log("one")' })
    const build = await open(fixtureDir, true, own)
    write(own, { 'main.ts': 'console.log("two")' })
    expect(await rebuilt(build)).toEqual([])
    expect(build.runtimeScript()).toContain('two')
    write(own, { 'main.ts': 'console.log(' })
    expect(await rebuilt(build)).toMatchObject([{ line: 1 }])
    expect(build.runtimeScript()).toContain('two')
  })
})

it('a mini-program that cannot start says so in the phone, not by refusing to open', async () => {
  const build = await open(aMiniProgram({ 'app.json': '{' }))
  expect(build.problems()).toMatchObject([{ file: 'app.json' }])
  expect(() => new Function(build.script())()).toThrow('could not be compiled')
})

it('sources that the compiler never thought of are a problem too', async () => {
  const build = await open(aMiniProgram({ 'app.json': '{ "pages": ["home/home"], "subpackages": 1 }' }))
  expect(build.problems()).toMatchObject([{ message: expect.stringMatching(/^The compiler failed: /) }])
})

describe('what lies beside it', () => {
  let build: PreviewBuild
  beforeAll(
    async () =>
      (build = await openPreviewBuild({
        miniprogramDir: fixtureDir,
        nodeModulesDir,
        runtimeDir,
        watch: false,
      })),
  )
  afterAll(() => build.close())

  it('assets are given with their type', async () => {
    const asset = await build.asset('assets/bowl.svg')
    expect(asset).toMatchObject({ type: 'image/svg+xml' })
    expect(asset?.body.toString()).toContain('<svg')
    expect((await build.asset('/assets/tab.png'))?.type).toBe('image/png')
  })

  it.each([
    'app.json',
    'pages/home/home.ts',
    'assets/no.png',
    '../../../docs/a.png',
    'assets/../../../preview/fixture/assets/tab.png',
    'assets\\..\\..\\tab.png',
    'miniprogram_npm/../assets/tab.png',
    'miniprogram_npm/tdesign-icons-svg/src/add.svg',
    'assets',
    '',
  ])('the asset %j is not given', async (name) => {
    expect(await build.asset(name)).toBeNull()
  })
  it('icons are drawings that stand alone', () => {
    expect(build.icon('cart')).toMatch(/^<svg [^>]*viewBox="0 0 24 24"/)
  })

  it.each(['no-such-icon', '../src/cart', 'cart.svg', ''])('the icon %j is none', (name) => {
    expect(build.icon(name)).toBeNull()
  })
})
