import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')
/** TDesign's own blue, in its ten shades. */
const BLUE = '#f2f3ff #d9e1ff #b5c7ff #8eabff #618dff #366ef4 #0052d9 #003cab #002a7c #001a57'.split(' ')
const ours = readFileSync(path.join(root, 'miniprogram/theme/tokens.wxss'), 'utf8')

const componentsInUse = new Set(
  readdirSync(path.join(root, 'miniprogram'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => readFileSync(path.join(root, 'miniprogram', file), 'utf8'))
    .flatMap((text) =>
      [...text.matchAll(/"tdesign-miniprogram\/([a-z-]+\/[a-z-]+)"/g)].map(([, name = '']) => name),
    ),
)

it.each([...componentsInUse])('%s is nowhere in the blue that TDesign gives who says nothing', (name) => {
  const sheet = readFileSync(
    path.join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist', `${name}.wxss`),
    'utf8',
  )
  const blue = [...sheet.matchAll(/var\(--td-[^;{}]*?,(#[0-9a-f]{3,6})\)+/gi)].flatMap(
    ([chain, last = '']) =>
      BLUE.includes(last.toLowerCase())
        ? [[...chain.matchAll(/--td-[\w-]+/g)].map(([variable]) => variable)]
        : [],
  )
  const left = blue.filter((variables) => !variables.some((variable) => ours.includes(`${variable}:`)))
  expect(left).toEqual([])
})

it('sees the components it judges', () => {
  expect([...componentsInUse]).toContain('button/button')
})
