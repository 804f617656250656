import { runInNewContext } from 'node:vm'
import { Compiler } from '../../local/preview/compile/compile'
import { notSupported } from '../../local/preview/compile/problems'
import {
  SMALLEST,
  aMiniProgram,
  compiled,
  fixtureDir,
  nodeModulesDir,
  problemsOf,
  write,
  type Compiled,
} from './mini-program'

const TDESIGN = 'miniprogram_npm/tdesign-miniprogram'
const inHome = (wxml: string, files: Record<string, string> = {}) =>
  problemsOf({ 'home/home.wxml': wxml, ...files })
const appJson = (json: object) => JSON.stringify({ pages: ['home/home'], ...json })

describe('a whole mini-program', () => {
  let fixture: Compiled
  beforeAll(() => (fixture = compiled(fixtureDir)))

  it('compiles without a problem', () => {
    expect(fixture.problems).toEqual([])
  })

  it('names its pages, those of subpackages with their root', () => {
    expect(fixture.bundle.pages).toEqual(['pages/home/home', 'pages/me/me', 'counter/pages/start/start'])
    expect(fixture.component('counter/pages/start/start').isPage).toBe(true)
  })

  it('carries the window, the tab bar and both themes', () => {
    expect(fixture.bundle.app.window?.navigationBarBackgroundColor).toBe('@paper')
    expect(fixture.bundle.app.tabBar?.list.map(({ text }) => text)).toEqual(['首页', '我的'])
    expect(fixture.bundle.theme.dark['paper']).toBe('#171310')
  })

  it('brings the npm components that are used, and those that they use, and no other', () => {
    const paths = fixture.bundle.components.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining([`${TDESIGN}/button/button`, `${TDESIGN}/loading/loading`]))
    expect(paths).not.toContain(`${TDESIGN}/cell/cell`)
  })

  it('puts a component before whoever uses it, and pages last', () => {
    const paths = fixture.bundle.components.map(({ path }) => path)
    expect(paths.indexOf(`${TDESIGN}/icon/icon`)).toBeLessThan(paths.indexOf(`${TDESIGN}/button/button`))
    expect(paths.slice(-3)).toEqual(fixture.bundle.pages)
  })

  it('resolves the elements of a JSON, the app-wide ones too, to places in the bundle', () => {
    expect(fixture.component('pages/home/home').json.usingComponents).toEqual({
      stamp: '/components/stamp/stamp',
      't-button': `/${TDESIGN}/button/button`,
      't-icon': `/${TDESIGN}/icon/icon`,
      't-toast': `/${TDESIGN}/toast/toast`,
    })
  })

  it('compiles templates, those imported and included too', () => {
    for (const name of [
      'pages/home/home',
      'pages/home/dish',
      'pages/home/foot',
      `${TDESIGN}/qrcode/qrcode`,
    ]) {
      expect(fixture.bundle.templates[name]).toEqual(expect.any(Function))
    }
  })

  it('gives each module the meaning of its requires', () => {
    const home = fixture.bundle.modules['pages/home/home']
    expect(home?.requires).toEqual({
      'tdesign-miniprogram/toast/index': `${TDESIGN}/toast/index`,
      '../../words/greeting': 'words/greeting',
    })
  })

  it('leaves nothing behind of an import that is only a type', () => {
    expect(fixture.bundle.modules['words/greeting']?.requires).toEqual({})
    expect(fixture.bundle.modules).not.toHaveProperty('words/hour')
  })

  it('makes modules that run', () => {
    const module = { exports: {} as { greeting?: (hour: number) => string } }
    runInNewContext(fixture.bundle.modules['words/greeting']?.code ?? '', { module, exports: module.exports })
    expect(module.exports.greeting?.(12)).toBe('中午好')
  })

  it('gives isolated components a style scope of their own and shares those of pages', () => {
    expect(fixture.component('components/stamp/stamp').styleScope).toMatch(/^stamp-\w+$/)
    expect(fixture.component('pages/home/home').styleScope).toBeNull()
    expect(fixture.component('pages/home/home').json.styleIsolation).toBe('shared')
  })
})

describe('an element', () => {
  it('that nobody knows is named with file and line', () => {
    expect(inHome('<view>\n  <marquee />\n</view>')).toEqual([
      {
        file: 'home/home.wxml',
        line: 2,
        message:
          '<marquee> is neither an element the preview supports nor in usingComponents of home/home.json',
      },
    ])
  })

  it('of an imported template is judged by the page that imports it', () => {
    const files = { 'home/part.wxml': '<template name="part">\n<t-button /></template>' }
    expect(inHome('<import src="./part.wxml" />', files)).toMatchObject([{ file: 'home/part.wxml', line: 2 }])
    const using = { usingComponents: { 't-button': 'tdesign-miniprogram/button/button' } }
    expect(
      inHome('<import src="./part.wxml" />', { ...files, 'home/home.json': JSON.stringify(using) }),
    ).toEqual([])
  })

  it.each([
    ['in a comment', '<!-- <marquee> -->'],
    ['in a script', '<wxs module="m">module.exports = { a: "<marquee>" }</wxs>'],
    ['in a sentence of data', '{{ "<marquee>" }}'],
    ['in an attribute', '<view data-x="<marquee>" />'],
  ])('%s is none', (_where, wxml) => {
    expect(inHome(wxml)).toEqual([])
  })

  it('may be left open to whoever uses the component', () => {
    const problems = problemsOf({
      'app.json': appJson({ usingComponents: { list: '/list/list' } }),
      'home/home.wxml': '<list generic:row="view" />',
      'list/list.json': JSON.stringify({ component: true, componentGenerics: { row: true } }),
      'list/list.wxml': '<row />',
      'list/list.ts': 'Component({})',
    })
    expect(problems).toEqual([])
  })
})

describe('a mistake is named', () => {
  it.each([
    ['a tag that is not closed', '<view>\n<text>', { line: 2, message: 'missing end tag' }],
    ['an end without a beginning', '<view></text></view>', { line: 1, message: 'invalid end tag' }],
    ['an unknown prefix', '<view wx:iff="{{a}}" />', { line: 1, message: 'invalid attribute prefix' }],
    [
      'a template that is not there',
      '<include src="./no.wxml" />',
      { message: 'there is no template home/no.wxml' },
    ],
    [
      'a script that is not there',
      '<wxs module="m" src="./no.wxs" />',
      { message: 'there is no script home/no.wxs' },
    ],
  ])('in a template: %s', (_what, wxml, problem) => {
    expect(inHome(wxml)).toContainEqual(expect.objectContaining({ file: 'home/home.wxml', ...problem }))
  })

  it.each([
    ['a syntax error', 'Page({\n  data: ]\n})', { line: 2, message: 'Unexpected "]"' }],
    ['a file that is not there', "import './no'", { message: "no script './no' in the mini-program" }],
    [
      'a package for servers',
      "import 'zod'\nPage({})",
      { message: "'zod' is no package for mini-programs: its package.json has no `miniprogram` folder" },
    ],
    [
      "Node's own",
      "import 'node:fs'",
      { message: "'node:fs' is no package for mini-programs: its package.json has no `miniprogram` folder" },
    ],
    ['a file outside', "import '../../secret'", { message: "no script '../../secret' in the mini-program" }],
    ['JSON', "require('./a.json')", { message: notSupported("require of JSON ('./a.json')") }],
    ['an import when it runs', "void import('./a')", { message: notSupported('import()') }],
    ['a computed require', 'require(name)', { message: notSupported('require of a computed name') }],
    [
      'a style isolation the compiler cannot see',
      "Component({ options: { styleIsolation: 'shared' } })",
      { message: notSupported('styleIsolation in a script (put it into the JSON)') },
    ],
  ])('in a script: %s', (_what, script, problem) => {
    expect(problemsOf({ 'home/home.ts': script })).toEqual([{ file: 'home/home.ts', ...problem }])
  })

  it.each<[string, Record<string, string>, object]>([
    [
      'a component that is not there',
      { 'home/home.json': '{ "usingComponents": { "a-b": "./a-b" } }' },
      { file: 'home/home.json', message: '<a-b>: there is no component ./a-b' },
    ],
    ['a page without a template', { 'app.json': appJson({ pages: ['home/no'] }) }, { file: 'home/no.wxml' }],
    ['broken JSON', { 'home/home.json': '{' }, { file: 'home/home.json' }],
    [
      'a colour the theme has not',
      { 'app.json': appJson({ window: { backgroundColor: '@paper' } }) },
      { file: 'app.json', message: '"@paper" is not in the theme, light and dark' },
    ],
    [
      'a page’s colour the theme has not',
      { 'home/home.json': '{ "backgroundColor": "@paper" }' },
      { file: 'home/home.json', message: '"@paper" is not in the theme, light and dark' },
    ],
    [
      'a component that does not say it is one',
      {
        'home/home.json': '{ "usingComponents": { "a-b": "./ab" } }',
        'home/ab.json': '{}',
        'home/ab.wxml': '',
        'home/ab.ts': 'Component({})',
      },
      { file: 'home/ab.json', message: 'a component says "component": true' },
    ],
    [
      'a page that isolates its styles',
      { 'home/home.json': '{ "styleIsolation": "page-isolated" }' },
      { file: 'home/home.json', message: notSupported('a page\'s styleIsolation "page-isolated"') },
    ],
    [
      'one tab',
      { 'app.json': appJson({ tabBar: { list: [{ pagePath: 'home/home', text: '首页' }] } }) },
      { file: 'app.json', message: 'tabBar has 1 tabs: WeChat allows 2 to 5' },
    ],
    [
      'a tab that is no page',
      { 'app.json': appJson({ tabBar: { list: [{ pagePath: 'me/me', text: '我的' }] } }) },
      { file: 'app.json', message: 'tab "我的": me/me is no page of the main package' },
    ],
    [
      'a tab in a drawing WeChat does not take',
      {
        'app.json': appJson({
          tabBar: {
            list: [
              { pagePath: 'home/home', text: '首页', iconPath: 'a.svg' },
              { pagePath: 'home/home', text: '我的' },
            ],
          },
        }),
        'a.svg': '<svg/>',
      },
      { file: 'app.json', message: 'tab "首页": icon a.svg is no PNG or JPEG, as WeChat demands' },
    ],
    [
      'a tab whose icon is not there in the dark',
      {
        'app.json': appJson({
          themeLocation: 'theme.json',
          tabBar: { list: [{ pagePath: 'home/home', text: '首页', iconPath: '@icon' }] },
        }),
        'theme.json': '{ "light": { "icon": "light.png" }, "dark": { "icon": "dark.png" } }',
        'light.png': '',
      },
      { file: 'app.json', message: 'tab "首页": there is no icon dark.png' },
    ],
    [
      'a tab icon WeChat finds too large',
      {
        'app.json': appJson({
          tabBar: { list: [{ pagePath: 'home/home', text: '首页', iconPath: 'a.png' }] },
        }),
        'a.png': 'a'.repeat(40 * 1024 + 1),
      },
      { file: 'app.json', message: 'tab "首页": icon a.png is over WeChat\'s 40 KB' },
    ],
    [
      'an entry page that is none',
      { 'app.json': appJson({ entryPagePath: 'me/me' }) },
      { file: 'app.json', message: 'entryPagePath "me/me" is no page' },
    ],
    [
      'no page at all',
      { 'app.json': '{ "pages": [] }' },
      { file: 'app.json', message: '"pages" names no page' },
    ],
    [
      'a plugin',
      { 'app.json': appJson({ plugins: {} }) },
      { file: 'app.json', message: notSupported('"plugins"') },
    ],
    [
      'a subpackage that starts alone',
      { 'app.json': appJson({ subpackages: [{ root: 'a', pages: [], independent: true }] }) },
      { file: 'app.json', message: notSupported('an independent subpackage') },
    ],
    [
      'a page without a script',
      { 'app.json': appJson({ pages: ['home/home', 'home/mute'] }), 'home/mute.wxml': '' },
      { file: 'home/mute.json', message: 'there is no script of the same name' },
    ],
    [
      'a tab bar of one’s own',
      { 'app.json': appJson({ tabBar: { custom: true, list: [] } }) },
      { file: 'app.json', message: notSupported('a custom tabBar') },
    ],
  ])('in the configuration: %s', (_what, files, problem) => {
    const { problems } = new Compiler({ miniprogramDir: aMiniProgram(files), nodeModulesDir }).compile()
    expect(problems).toContainEqual(expect.objectContaining(problem))
  })
})

describe('a file outside the mini-program is not there', () => {
  const folder = aMiniProgram({
    'secret.ts': 'module.exports = 1',
    'secret.wxml': '<view>1</view>',
    'secret.wxss': '.a {}',
    'secret.wxs': '',
  })
  const inside = (files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries({ ...SMALLEST, ...files }).map(([name, text]) => [`mini/${name}`, text]),
    )

  it.each([
    ['home/home.ts', "import '../../secret'"],
    ['home/home.ts', "import '/a/../../secret'"],
    ['home/home.wxml', '<include src="../../secret.wxml" />'],
    ['home/home.wxml', '<wxs module="m" src="../../secret.wxs" />'],
    ['home/home.wxss', "@import '../../secret.wxss';"],
  ])('%s: %s', (file, text) => {
    write(folder, inside({ [file]: text }))
    expect(compiled(`${folder}/mini`).problems).toMatchObject([{ file }])
  })
})

describe('a subpackage', () => {
  const pages = {
    pages: ['home/home'],
    subpackages: [
      { root: 'counter', pages: ['start'] },
      { root: 'office', pages: ['start'] },
    ],
  }
  const page = { 'start.json': '{}', 'start.wxml': '', 'start.ts': "import '../home/words'" }
  const files = {
    'app.json': JSON.stringify(pages),
    'home/words.ts': '',
    ...Object.fromEntries(
      ['counter', 'office'].flatMap((root) =>
        Object.entries(page).map(([name, text]) => [`${root}/${name}`, text]),
      ),
    ),
  }
  const message = 'counter/start is in a subpackage that may not be loaded here'

  it('uses the main package', () => {
    expect(problemsOf(files)).toEqual([])
  })

  it('is not used by the main package', () => {
    expect(problemsOf({ ...files, 'home/home.ts': "import '../counter/start'" })).toEqual([
      { file: 'home/home.ts', message },
    ])
  })

  it('is not used by another', () => {
    const problems = problemsOf({
      ...files,
      'counter/start.json': '{ "component": true }',
      'office/start.json': '{ "usingComponents": { "counter-start": "/counter/start" } }',
    })
    expect(problems).toEqual([{ file: 'office/start.json', message }])
  })

  it('may lend a component for which there is a placeholder', () => {
    const json = {
      usingComponents: { 'counter-start': '/counter/start' },
      componentPlaceholder: { 'counter-start': 'view' },
    }
    const lent = { 'counter/start.json': '{ "component": true }', 'office/start.json': JSON.stringify(json) }
    expect(problemsOf({ ...files, ...lent })).toEqual([])
  })
})

it('a mistake that two pages share is named once', () => {
  const sheet = { 'home/home.wxss': "@import '../look.wxss';", 'more/more.wxss': "@import '../look.wxss';" }
  const page = { 'more/more.wxml': '', 'more/more.ts': 'Page({})', 'look.wxss': '.a {' }
  const problems = problemsOf({
    ...sheet,
    ...page,
    'app.json': appJson({ pages: ['home/home', 'more/more'] }),
  })
  expect(problems).toEqual([{ file: 'look.wxss', line: 1, message: 'Unclosed block' }])
})

it('a broken file fails where it is used, and the rest of the bundle stands', () => {
  const { bundle } = compiled(aMiniProgram({ 'home/home.ts': 'Page({' }))
  expect(() => runInNewContext(bundle.modules['home/home']?.code ?? '')).toThrow(
    'home/home.ts did not compile',
  )
})
