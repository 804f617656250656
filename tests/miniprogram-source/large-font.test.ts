import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import appJson from '../../miniprogram/app.json'

const source = path.resolve(__dirname, '../../miniprogram')
const read = (file: string): string => readFileSync(path.join(source, file), 'utf8')

const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.wxss'),
)
const pages = [
  ...appJson.pages,
  ...appJson.subPackages.flatMap(({ root, pages: inside }) => inside.map((page) => path.join(root, page))),
]
const tokens = new Set([...read('theme/tokens.wxss').matchAll(/(--text-\d+):/g)].map(([, name = '']) => name))

/** From here on figures are large enough as they are. */
const LARGE_RPX = 56

const growsOrIsLarge = (size: string): boolean => {
  const token = /^var\((--text-\d+)\)$/.exec(size)?.[1]
  if (token !== undefined) return tokens.has(token)
  return Number(/^(\d+)rpx$/.exec(size)?.[1] ?? 0) >= LARGE_RPX
}

it.each(sheets)('every text of %s grows with the font of WeChat, or is a large figure', (sheet) => {
  const sizes = [...read(sheet).matchAll(/[\s;{]font(?:-size)?:\s*([^;]+);/g)].map(([, size = '']) =>
    size.trim(),
  )
  expect(sizes.filter((size) => !growsOrIsLarge(size))).toEqual([])
})

it.each(pages)('%s takes the font of WeChat as its root font', (page) => {
  expect(read(`${page}.wxml`).split('\n')[0]).toBe('<page-meta root-font-size="system" />')
})

it('no template sets a size of text by itself', () => {
  const templates = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.wxml'),
  )
  expect(templates.filter((file) => /style="[^"]*font/.test(read(file)))).toEqual([])
})

it('sees what it judges', () => {
  expect(sheets.length).toBeGreaterThan(20)
  expect(tokens.size).toBeGreaterThan(5)
  expect([growsOrIsLarge('30rpx'), growsOrIsLarge('var(--text-31)'), growsOrIsLarge('15px')]).toEqual([
    false,
    false,
    false,
  ])
})
