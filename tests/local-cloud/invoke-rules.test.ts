import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from '../../local/cloud/local-cloud'
import { mayInvoke, readInvokeRules, type InvokeRules } from '../../local/cloud/functions/invoke-rules'
import { openProbe, rejection, temporaryFolder } from './probe-function'

const rules: InvokeRules = {
  '*': { invoke: 'auth != null' },
  nightly: { invoke: false },
  notice: { invoke: true },
}

describe('a function may be invoked', () => {
  it.each<[string, string, Caller, boolean]>([
    ['by a phone under the wildcard', 'member', { openid: 'diner' }, true],
    ['not by a phone where its own rule says no', 'nightly', { openid: 'diner' }, false],
    ['not from the developer’s tools either', 'nightly', { openid: 'diner', source: 'wx_devtools' }, false],
    ['not by nobody where a login is asked for', 'member', { openid: '' }, false],
    ['by nobody where its own rule says so', 'notice', { openid: '' }, true],
    ['by its timer, whatever the rules say', 'nightly', { timer: 'nightly' }, true],
    [
      'by another function, whatever the rules say',
      'nightly',
      { openid: 'diner', source: 'wx_client,scf' },
      true,
    ],
  ])('%s', (_what, name, caller, may) => {
    expect(mayInvoke(rules, name, caller)).toBe(may)
  })
})

describe('a rules file', () => {
  const read = (content: unknown) => {
    const file = join(temporaryFolder(), 'invoke-rules.json')
    writeFileSync(file, JSON.stringify(content))
    return readInvokeRules(file)
  }

  it('is read as it is', () => {
    expect(read(rules)).toEqual(rules)
  })

  it.each([
    ['no wildcard', { nightly: { invoke: false } }, 'the rule for "*" is missing'],
    ['an expression the platform does not know', { '*': { invoke: "doc.role == 'x'" } }, '* has no "invoke"'],
    ['an empty rule', { '*': { invoke: true }, nightly: {} }, 'nightly has no "invoke"'],
  ])('is refused with %s', (_what, content, why) => {
    expect(() => read(content)).toThrow(why)
  })
})

it('who may not call a function does not learn whether it is there, and nothing runs', async () => {
  const file = join(temporaryFolder(), 'invoke-rules.json')
  writeFileSync(file, JSON.stringify({ '*': { invoke: false } }))
  const probe = await openProbe({ invokeRulesFile: file })
  for (const name of ['probe', 'absent']) {
    const error = await rejection(probe.cloud.invoke(name, {}, { openid: 'o' }))
    expect(error.code).toBe('PERMISSION_DENIED')
  }
  expect(probe.cloud.calls.all).toEqual([])
  await probe.close()
})
