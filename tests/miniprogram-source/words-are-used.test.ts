import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const source = path.resolve(__dirname, '../../miniprogram')

function modules(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return modules(file)
    return entry.name.endsWith('.ts') ? [file] : []
  })
}

/** A module and the template beside it. */
const texts = modules(source).map((file) => {
  const template = file.replace(/\.ts$/, '.wxml')
  return {
    module: readFileSync(file, 'utf8'),
    template: existsSync(template) ? readFileSync(template, 'utf8') : '',
  }
})

const words = readdirSync(path.join(source, 'copy')).flatMap((name) => {
  const text = readFileSync(path.join(source, 'copy', name), 'utf8')
  return [...text.matchAll(/export const (\w+Words)\b[^=]*= \{(.*?)\n\}/gs)].flatMap(
    ([, object = '', body = '']) =>
      [...body.matchAll(/^ {2}(\w+):/gm)].map(([, key = '']): [string, string] => [object, key]),
  )
})

/** `redemptionWords[status]`: which one, only the reply says. */
const chosenByState = ['redemptionWords.waiting', 'redemptionWords.served', 'redemptionWords.expired']

it.each(words.filter(([object, key]) => !chosenByState.includes(`${object}.${key}`)))(
  '%s.%s is said somewhere',
  (object, key) => {
    const said = texts.some(
      ({ module, template }) =>
        module.includes(object) &&
        (new RegExp(`\\b${object}\\.${key}\\b`).test(module) ||
          new RegExp(`\\bwords\\.${key}\\b`).test(template)),
    )
    expect(said).toBe(true)
  },
)

it('sees the words it judges', () => {
  expect(words.length).toBeGreaterThan(100)
})
