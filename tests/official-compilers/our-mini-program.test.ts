import { compileAsUploaded, type Refused, type Upload } from '../../local/official-compilers/upload'
import { filesOf } from '../../local/official-compilers/files'
import { faultsOfMarkup } from '../../local/official-compilers/markup'
import { modulesNotThere } from '../../local/official-compilers/modules'
import { tooLarge } from '../../local/official-compilers/sizes'
import { miniProgramPages } from '../../local/mini-program-pages'
import { aFolder, root } from './a-project'

jest.setTimeout(500_000)

let found: Upload | Refused
beforeAll(async () => (found = await compileAsUploaded(root, aFolder())))
const uploaded = (): Upload => {
  if (!found.accepted) throw new Error(found.because)
  return found
}

it('miniprogram-ci takes all of it, with every page and without a warning', () => {
  expect(uploaded().warnings).toEqual([])
  const files = filesOf(uploaded().folder)
  for (const page of miniProgramPages) {
    for (const end of ['js', 'json', 'wxml', 'wxss']) expect(files).toContain(`${page}.${end}`)
  }
})

it('wcc and wcsc take every template and style sheet of ours and of the components we use', () => {
  const files = filesOf(uploaded().folder)
  expect(files.filter((name) => name.endsWith('.wxml')).length).toBeGreaterThan(25)
  expect(files).toContain('miniprogram_npm/tdesign-miniprogram/qrcode/qrcode.wxss')
  expect(faultsOfMarkup(uploaded().folder)).toEqual([])
})

it('no package is too large, the main package with room for what is to come', () => {
  expect(uploaded().packages.map(({ root }) => root)).toEqual(['', 'counter/'])
  expect(tooLarge(uploaded().packages)).toEqual([])
})

it('types of the contract leave nothing behind, and every module that is required is there', () => {
  const files = filesOf(uploaded().folder)
  expect(files.filter((name) => /(^|\/)(contract|zod)\//.test(name))).toEqual([])
  expect(modulesNotThere(uploaded().folder, uploaded().packages)).toEqual([])
})

it('of npm only what the mini-program shows goes up: no SDK, no component that no page uses', () => {
  const files = filesOf(uploaded().folder).filter((name) => name.startsWith('miniprogram_npm/'))
  expect([...new Set(files.map((name) => name.split('/')[1]))]).toEqual(['tdesign-miniprogram'])
  expect(files.filter((name) => name.includes('/color-picker/'))).toEqual([])
})

it('nothing leaves the machine: the one question asked, which file endings may go up, is refused', () => {
  expect(uploaded().asked).toEqual(['servicewechat.com'])
})
