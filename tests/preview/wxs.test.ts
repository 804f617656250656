import { runInNewContext } from 'node:vm'
import { convertWxs, WXS_LIBRARY } from '../../local/preview/compile/wxs'
import { notSupported } from '../../local/preview/compile/problems'
import { compiled, fixtureDir } from './mini-program'

/** What the expression is worth on a phone. */
function valueOf(expression: string): unknown {
  const { code, problems } = convertWxs(`module.exports = ${expression}`, 'a.wxs')
  expect(problems).toEqual([])
  const module = { exports: undefined as unknown }
  runInNewContext(WXS_LIBRARY + code, { module, exports: module.exports })
  return module.exports
}

it.each([
  ["[].constructor === 'Array'", true],
  ["({}).constructor === 'Object'", true],
  ["'a'.constructor === 'String'", true],
  ["(1).constructor === 'Number'", true],
  ["false.constructor === 'Boolean'", true],
  ["(function () {}).constructor === 'Function'", true],
  ["getDate(0).constructor === 'Date'", true],
  ["getRegExp('a').constructor === 'RegExp'", true],
  ["[]['constructor'] === 'Array'", true],
  ["[1].constructor == 'Array' ? 1 : 2", 1],
  ["[].constructor.constructor === 'String'", true],
  ["({ constructor: 'mine' }).constructor === 'Object'", true],
  ["'x.constructor'", 'x.constructor'],
  ["getRegExp('^\\d+$').test('12')", true],
  ["getRegExp('^\\d+$').test('dd')", false],
  ["getRegExp('^\\\\d+$').test('12')", true],
  ["getRegExp('[A-Z]', 'g').flags", 'g'],
  ["'a1b2'.replace(getRegExp('\\d', 'g'), '')", 'ab'],
  ['getDate(2025, 2, 1).getMonth()', 2],
  ["getDate('2025-03-01T00:00:00Z').getTime()", Date.UTC(2025, 2, 1)],
  ['Math.max(1, parseInt("2"))', 2],
])('%s is %j', (expression, value) => {
  expect(valueOf(expression)).toEqual(value)
})

it('asking the type of nothing fails, as on a phone', () => {
  expect(() => valueOf('(function (x) { return x.constructor })(undefined)')).toThrow('undefined')
})

it.each([
  ['new Date()', '`new`'],
  ['/a/', 'a regular expression literal (getRegExp makes one)'],
  ['() => 1', 'an arrow function'],
  ['`a`', 'a template string'],
  ['(function () { let a = 1 })', '`let`'],
  ['(function () { try { } finally { } })', '`try`'],
  ["require('a' + 'b')", 'require of a computed name'],
  ['(exports.a.constructor = 1)', 'writing to .constructor'],
])('%s is refused by name', (expression, what) => {
  const { problems } = convertWxs(`\nmodule.exports = ${expression}`, 'a.wxs')
  expect(problems).toContainEqual({ file: 'a.wxs', line: 2, message: notSupported(`${what} in WXS`) })
})

it.each(['window', 'document', 'wx', 'setTimeout', 'globalThis', 'R', 'wxsTypeName'])(
  '%s is not to be had in WXS',
  (name) => {
    const { problems } = convertWxs(`module.exports = ${name}`, 'a.wxs')
    expect(problems).toEqual([{ file: 'a.wxs', line: 1, message: `WXS: ${name} is not declared` }])
  },
)

it('a name is known where it is declared: variables, functions, parameters', () => {
  const script = `
    var kinds = { size: 1, of: later };
    function later(value) { var own = value.size; return inner(own); function inner(x) { return x + kinds.size } }
    module.exports = { later: later, again: function self(n) { return n ? self(n - 1) : arguments.length } };
  `
  expect(convertWxs(script, 'a.wxs').problems).toEqual([])
})

it('a parameter is not known outside its function', () => {
  const { problems } = convertWxs('function f(inside) {}\nmodule.exports = inside', 'a.wxs')
  expect(problems).toEqual([{ file: 'a.wxs', line: 2, message: 'WXS: inside is not declared' }])
})

it('a syntax error is named with its line in the template it stands in', () => {
  expect(convertWxs('\nvar = 1', 'home.wxml', 7).problems).toEqual([
    { file: 'home.wxml', line: 8, message: 'WXS: Unexpected token' },
  ])
})

it('one script requires another', () => {
  const { templates } = compiled(fixtureDir).bundle
  expect(templates).toHaveProperty(['pages/home/home'])
  expect(convertWxs("var a = require('./number.wxs')", 'a.wxs')).toMatchObject({
    code: 'var a = require("./number")',
    requires: ['./number'],
  })
})
