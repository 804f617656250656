import path from 'node:path'
import { expectedOf, sdkNames } from '../../local/conformance/case'
import { cases } from '../../local/conformance/cases/all'
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
