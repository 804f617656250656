import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expectedOf, sdkNames } from '../../local/conformance/case'
import { cases, sentences } from '../../local/conformance/cases/all'
import type { Environment } from '../../local/conformance/environment'
import { openLocalEnvironment } from '../../local/conformance/local-environment'

const root = path.join(__dirname, '..', '..')

let environment: Environment
beforeAll(async () => {
  environment = await openLocalEnvironment({
    functionsDir: path.join(root, 'dist/conformance'),
    rulesDir: path.join(root, 'local/conformance/collections'),
  })
})
afterAll(() => environment.close())

describe.each(Object.entries(cases))('%s', (subject, about) => {
  const both = about.flatMap((one) => (one.sdks ?? sdkNames).map((sdk) => ({ name: one.name, sdk, one })))
  it.each(both)('$name ($sdk)', async ({ name, sdk, one }) => {
    expect(await environment.run(`${subject} ${name}`, one, sdk)).toEqual(expectedOf(one, sdk))
  })
})

it('has no two cases by the same sentence', () => {
  expect(new Set(sentences.map(({ sentence }) => sentence)).size).toBe(sentences.length)
})

it('lists what is assumed in the documentation, and nothing that is not', () => {
  const text = readFileSync(path.join(root, 'docs/local-cloud.md'), 'utf8')
  const [, database = ''] = text.split('\n## Database\n')
  const [, section = ''] = database.split('### What nobody could verify without an account')
  const listed = [...(section.split(/^#/m)[0] ?? '').matchAll(/^- (.*)$/gm)].map(([, line]) => line)
  const assumed = sentences.filter(({ one }) => one.unverified !== undefined)
  expect(listed).toEqual(assumed.map(({ sentence }) => sentence))
})
