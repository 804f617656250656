import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')
const source = path.join(root, 'miniprogram')
const icons = readFileSync(
  path.join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist/icon/icon.wxss'),
  'utf8',
)

function templates(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return templates(file)
    if (!entry.name.endsWith('.wxml')) return []
    return [{ name: path.relative(source, file), text: readFileSync(file, 'utf8') }]
  })
}

const all = templates(source)
const found = (pattern: RegExp): [string, string][] =>
  all.flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].map((match): [string, string] => [name, match[1] ?? '']),
  )

describe('pictures a page asks for are there', () => {
  it.each(found(/<t-(?:icon[^>]*name|button[^>]*icon)="([a-z0-9-]+)"/g))('%s: icon %s', (_page, icon) => {
    expect(icons).toContain(`.t-icon-${icon}:before`)
  })

  it.each(found(/src="(\/[^"{}]+)"/g))('%s: %s', (_page, picture) => {
    expect(existsSync(path.join(source, picture))).toBe(true)
  })
})

it('sees the templates it judges', () => {
  expect(all.length).toBeGreaterThan(15)
})
