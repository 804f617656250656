import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const root = path.resolve(__dirname, '../../miniprogram')
const CHINESE = /[\u4e00-\u9fff]/

function files(folder: string, ...ends: string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'miniprogram_npm' ? [] : files(file, ...ends)
    return ends.some((end) => entry.name.endsWith(end)) ? [file] : []
  })
}

/** Every piece of text in a module: strings and the fixed parts of templates, not comments. */
function texts(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      found.push(node.text)
    }
    node.forEachChild(visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest))
  return found
}

const named = (file: string): string => path.relative(root, file)

describe('Chinese has one place', () => {
  it('modules outside copy/ have none', () => {
    const modules = files(root, '.ts').filter((file) => !named(file).startsWith('copy/'))
    expect(modules.length).toBeGreaterThan(20)
    expect(
      modules.flatMap((file) =>
        texts(file)
          .filter((text) => CHINESE.test(text))
          .map((text) => `${named(file)}: ${text}`),
      ),
    ).toEqual([])
  })

  it('templates have none', () => {
    const written = files(root, '.wxml', '.wxs').filter((file) =>
      CHINESE.test(readFileSync(file, 'utf8').replace(/[，。：（）]/g, '')),
    )
    expect(written.map(named)).toEqual([])
  })
})

describe('every sentence in copy/', () => {
  const sentences = files(path.join(root, 'copy'), '.ts').flatMap((file) =>
    texts(file)
      .filter((text) => CHINESE.test(text))
      .map((text) => [named(file), text] as const),
  )

  it('is found', () => {
    expect(sentences.length).toBeGreaterThan(150)
  })

  it('has Chinese punctuation, no shouting and no 亲', () => {
    const wrong = sentences.filter(
      ([, text]) =>
        /[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]/.test(text) || /[!！]|亲(?!子|友|自)/.test(text),
    )
    expect(wrong).toEqual([])
  })
})
