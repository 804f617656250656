import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { notSupported } from '../../local/preview/compile/problems'
import { scopeSelectors, type StyleOwner } from '../../local/preview/compile/wxss-selectors'
import { toBrowserUnits } from '../../local/preview/units'
import { readIcon } from '../../local/preview/icons'
import { aMiniProgram, compiled, nodeModulesDir, problemsOf } from './mini-program'

const APP: StyleOwner = { kind: 'app' }
const PAGE: StyleOwner = { kind: 'page', path: 'pages/home/home' }
const COMPONENT: StyleOwner = { kind: 'component', scope: 'card' }
const SHARED: StyleOwner = { kind: 'component', scope: null }
const IN_PAGE = ':where([data-page="pages/home/home"])'
const OWN = ':where([exparser\\:info-class-prefix="card--"])'

it.each<[StyleOwner, string, string]>([
  [APP, '.a', '.a'],
  [APP, 'page', 'page'],
  [APP, 'view.a > text', 'wx-view.a > wx-text'],
  [PAGE, '.a', `${IN_PAGE} .a`],
  [PAGE, '.a, .b', `${IN_PAGE} .a,${IN_PAGE}  .b`],
  [PAGE, 'page', `page${IN_PAGE}`],
  [PAGE, 'page .a', `page${IN_PAGE} .a`],
  [PAGE, 'view', `${IN_PAGE} wx-view`],
  [COMPONENT, '.a', '.card--a'],
  [COMPONENT, '.a.b .c:active::after', '.card--a.card--b .card--c:active::after'],
  [COMPONENT, 'view.a', 'wx-view.card--a'],
  [COMPONENT, 'canvas', `wx-canvas${OWN}`],
  [COMPONENT, '.a > text::before', `.card--a > wx-text${OWN}::before`],
  [COMPONENT, '#id', `#id${OWN}`],
  [COMPONENT, '[hidden]', `[hidden]${OWN}`],
  [COMPONENT, '::after', `${OWN}::after`],
  [COMPONENT, '.a:not(.b)', '.card--a:not(.card--b)'],
  [COMPONENT, '.page, page', '.card--page, page'],
  [COMPONENT, ':host', '[wx-host=card]'],
  [COMPONENT, ':host(.on) .a', '[wx-host=card].card--on .card--a'],
  [SHARED, '.a text', '.a wx-text'],
])('%j reaches with %s: %s', (owner, selector, expected) => {
  expect(scopeSelectors(selector, owner, () => undefined)).toBe(expected)
})

it.each([APP, PAGE, SHARED])('%j has no :host', (owner) => {
  const refused: string[] = []
  scopeSelectors(':host', owner, (what) => refused.push(what))
  expect(refused).toEqual([notSupported(':host outside an isolated component')])
})

it.each([
  ['750rpx', '100vw'],
  ['-7.5rpx', '-1vw'],
  ['0rpx', '0px'],
  ['calc(100% - 32rpx)', 'calc(100% - 4.26667vw)'],
  ['20vh', 'calc(20 * var(--page-vh, 1vh))'],
  ['calc(6px + env(safe-area-inset-bottom))', 'calc(6px + var(--safe-area-inset-bottom, 0px))'],
  ['env( safe-area-inset-top, 20px )', 'var(--safe-area-inset-top, 0px)'],
  ['url(#a12rpx)', 'url(#a12rpx)'],
  ['var(--a-24rpx)', 'var(--a-24rpx)'],
  ['1px solid red', '1px solid red'],
])('%s is %s in the browser', (phone, browser) => {
  expect(toBrowserUnits(phone)).toBe(browser)
})

describe('a component’s sheet', () => {
  const files = (selector: string) => ({
    'app.json': JSON.stringify({ pages: ['home/home'], usingComponents: { 'a-card': '/card/card' } }),
    'card/card.json': '{ "component": true }',
    'card/card.wxml': '<view class="a" />',
    'card/card.ts': 'Component({})',
    'card/card.wxss': `.b {}\n${selector} {}`,
  })

  it.each(['text', '#id', '.a[data-x]', '.a view', '.a:not(view)', 'page'])('may not say %s', (selector) => {
    const message =
      "a component's sheet may name classes only: WeChat takes no element, id or attribute there"
    expect(problemsOf(files(selector))).toEqual([{ file: 'card/card.wxss', line: 2, message }])
  })

  it.each([':host', '.a::after', '.a > .b:first-child', '.a:not(.b)'])('may say %s', (selector) => {
    expect(problemsOf(files(selector))).toEqual([])
  })
})

describe('a style sheet', () => {
  it('brings what it imports, the imported scoped like itself', () => {
    const { component } = compiled(
      aMiniProgram({ 'home/home.wxss': "@import '../look.wxss';\n.b{}", 'look.wxss': '.a{margin:75rpx}' }),
    )
    expect(component('home/home').css).toBe(
      ':where([data-page="home/home"]) .a{margin:10vw}\n:where([data-page="home/home"]) .b{}',
    )
  })

  it('keeps a colour scheme’s rules for that scheme', () => {
    const css = '@media (prefers-color-scheme: dark) { page { color: white } }'
    expect(compiled(aMiniProgram({ 'app.wxss': css })).bundle.appCss).toBe(css)
  })

  it('leaves the steps of an animation alone', () => {
    const css = '@keyframes in { from { top: 75rpx } to { top: 0 } }'
    const { component } = compiled(aMiniProgram({ 'home/home.wxss': css }))
    expect(component('home/home').css).toBe('@keyframes in { from { top: 10vw } to { top: 0 } }')
  })

  it('asks for widths as on a phone 375 px wide', () => {
    const css = '@media (min-width: 800rpx) { page { margin: 0 } }'
    expect(compiled(aMiniProgram({ 'app.wxss': css })).bundle.appCss).toContain('(min-width: 400px)')
  })

  it('may not import itself by way of another', () => {
    const files = { 'app.wxss': "@import './a.wxss';", 'a.wxss': "@import './app.wxss';" }
    expect(problemsOf(files)).toMatchObject([{ file: 'a.wxss', line: 1 }])
  })

  it.each([
    ['https://example.com/a.png', 'a picture from elsewhere'],
    ['/assets/a.png', 'a picture of the package, which a phone does not load from a sheet'],
  ])('may not fetch %s: %s', (url) => {
    const files = { 'home/home.wxss': `.a {\n  background: url(${url});\n}` }
    expect(problemsOf(files)).toEqual([
      { file: 'home/home.wxss', line: 2, message: notSupported(`url(${url}) in a style sheet`) },
    ])
    expect(compiled(aMiniProgram(files)).component('home/home').css).not.toContain('url(')
  })

  it('may carry a picture in itself', () => {
    expect(problemsOf({ 'app.wxss': '.a { background: url("data:image/png;base64,AA") }' })).toEqual([])
  })

  it.each([
    ["@import './no.wxss';", { line: 1, message: "@import finds no sheet './no.wxss'" }],
    [
      "@import 'https://example.com/a.css';",
      { line: 1, message: "@import finds no sheet 'https://example.com/a.css'" },
    ],
    ["@import './app.wxss';", { line: 1, message: "@import finds no sheet './app.wxss'" }],
    ['.a {\n.b {} }', { line: 2, message: notSupported('a rule inside a rule') }],
    ['.a { color: red', { line: 1, message: 'Unclosed block' }],
    ['.a {}\n.b {}}', { line: 2, message: 'Unexpected }' }],
  ])('with a mistake is named: %s', (css, problem) => {
    expect(problemsOf({ 'app.wxss': css })).toEqual([{ file: 'app.wxss', ...problem }])
  })
})

describe('every component of TDesign', () => {
  const folder = path.join(nodeModulesDir, 'tdesign-miniprogram/miniprogram_dist')
  const names = readdirSync(folder).filter(
    (name) => !name.startsWith('chat') && existsSync(path.join(folder, name, `${name}.wxml`)),
  )
  const usingComponents = Object.fromEntries(
    names.map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`]),
  )
  const all = compiled(aMiniProgram({ 'home/home.json': JSON.stringify({ usingComponents }) }))
  const css = all.bundle.components.map((component) => component.css).join('\n')

  it('compiles; the only problem is an element the preview does not draw', () => {
    expect(names.length).toBeGreaterThan(75)
    expect(all.problems.map(({ message }) => message.split(' ')[0])).toEqual(['<video>'])
  })

  it('fetches nothing: no address is left in any sheet', () => {
    const addresses = [...css.matchAll(/https?:\/\/[^)'";]*|url\(([^)]*)\)/g)].map(
      ([whole, target]) => target ?? whole,
    )
    expect(addresses.filter((address) => !/^(\/preview\/icons\/|['"]?data:)/.test(address))).toEqual([])
    expect(css.includes('@font-face')).toBe(false)
  })

  it('keeps to its own template: no element is named without its owner', () => {
    const selectors = [...css.matchAll(/([^{};]*wx-(?!host)[a-z-]+[^{};]*)\{/g)].map(
      ([, selector = '']) => selector,
    )
    expect(selectors.length).toBeGreaterThan(0)
    expect(selectors.filter((selector) => !/--|info-class-prefix/.test(selector))).toEqual([])
  })

  it('has an icon drawn from a file for every name in use', () => {
    const glyphs = [...css.matchAll(/\/preview\/icons\/([\w-]+)\.svg/g)].map(([, name = '']) => name)
    const missing = new Set(glyphs.filter((name) => readIcon(nodeModulesDir, name) === null))
    expect(glyphs.length).toBeGreaterThan(2000)
    expect(missing.size).toBeLessThan(glyphs.length / 10)
    expect(missing).not.toContain('cart')
  })
})
