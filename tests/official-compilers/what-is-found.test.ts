import { compileAsUploaded, type Refused, type Upload } from '../../local/official-compilers/upload'
import { faultsOfMarkup } from '../../local/official-compilers/markup'
import { modulesNotThere } from '../../local/official-compilers/modules'
import { tooLarge } from '../../local/official-compilers/sizes'
import { aFolder, aProject, write } from './a-project'

jest.setTimeout(500_000)

const compiled = (differs: Record<string, string | null>): Promise<Upload | Refused> =>
  compileAsUploaded(aProject(differs), aFolder())

describe('miniprogram-ci refuses', () => {
  it.each([
    [
      'a component that is not there',
      { 'miniprogram/components/card/card.json': null },
      'component not found',
    ],
    [
      'TypeScript that is none',
      { 'miniprogram/pages/home/home.ts': 'Page({ data: { shown: } })' },
      'Unexpected token',
    ],
  ])('%s', async (_what, differs, because) => {
    expect(await compiled(differs)).toMatchObject({
      accepted: false,
      because: expect.stringContaining(because),
    })
  })
})

describe('of what miniprogram-ci takes', () => {
  let upload: Upload
  beforeAll(async () => {
    const found = await compiled({
      'miniprogram/pages/home/home.ts':
        "import { answer } from '../../../contract'\nimport { till } from '../../counter/till'\nPage({ data: { shown: answer + till } })",
      'miniprogram/pages/home/home.wxml': '<view><text>{{shown</view>',
      'miniprogram/counter/till.ts':
        "import type { Answer } from '../../contract'\nexport const till: Answer = 1",
      'miniprogram/counter/pages/start/start.ts':
        "import { till } from '../../till'\nPage({ data: { till } })",
      'miniprogram/assets/map.png': 'x'.repeat(1024 * 1024),
      'miniprogram/counter/assets/film.mp4': 'x'.repeat(2 * 1024 * 1024),
    })
    if (!found.accepted) throw new Error(found.because)
    upload = found
  })

  it('packages beyond their limits are named', () => {
    expect(tooLarge(upload.packages)).toEqual([
      'main: 1025 KB, limit 1024 KB',
      'counter/: 2049 KB, limit 2048 KB',
    ])
  })

  it('a value of the contract, and a module of a package that may not be there yet, are named', () => {
    expect(modulesNotThere(upload.folder, upload.packages)).toEqual([
      'pages/home/home.js requires ../../../contract',
      'pages/home/home.js requires ../../counter/till',
    ])
  })

  it('a template with a tag left open is named', () => {
    expect(faultsOfMarkup(upload.folder)).toEqual([expect.stringContaining('./pages/home/home.wxml:1:')])
  })
})

describe('wcc and wcsc refuse', () => {
  it.each([
    ['an expression they do not know', 'a.wxml', '<view a="{{ b ?? c }}" />'],
    ['an else without an if', 'a.wxml', '<view wx:else />'],
    ['a script that is not WXS', 'a.wxs', 'const a = 1'],
    ['a script that is not there', 'a.wxml', '<wxs src="./b.wxs" module="b" />'],
    ['a selector they do not know', 'a.wxss', '* { color: red; }'],
    ['a style sheet that is not there', 'a.wxss', "@import './b.wxss';"],
  ])('%s', (_what, name, text) => {
    const folder = write(aFolder(), { 'a.wxml': '<view />', 'a.wxss': '.a { color: red; }', [name]: text })
    expect(faultsOfMarkup(folder)).toEqual([expect.stringContaining(`./${name}`)])
  })
})
