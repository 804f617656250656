import { readdirSync, readFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import invokeRules from '../cloudfunctions/invoke-rules.json'
import limits from '../cloudfunctions/limits.json'
import { LONGEST_CALL_MS } from '../cloudfunctions/longest-call'
import { contract } from '../contract'

const root = path.resolve(__dirname, '..')
const LAYERS = [
  'contract',
  'domain',
  'storage',
  'cloudfunctions',
  'miniprogram',
  'local',
  'bench',
  'tests',
] as const
type Layer = (typeof LAYERS)[number]

/** Design section 2: imports run one way. `types` means that only types may be imported. */
const arrows: Record<Layer, Partial<Record<Layer, 'all' | 'types'>>> = {
  contract: {},
  domain: {},
  storage: { domain: 'all' },
  cloudfunctions: { contract: 'all', domain: 'all', storage: 'all' },
  miniprogram: { contract: 'types' },
  local: { contract: 'all', domain: 'all', storage: 'all', cloudfunctions: 'all', miniprogram: 'all' },
  bench: {
    contract: 'all',
    domain: 'all',
    storage: 'all',
    cloudfunctions: 'all',
    miniprogram: 'all',
    local: 'all',
  },
  tests: {
    contract: 'all',
    domain: 'all',
    storage: 'all',
    cloudfunctions: 'all',
    miniprogram: 'all',
    local: 'all',
    bench: 'all',
  },
}
const packages: Partial<Record<Layer, string[]>> = {
  contract: ['zod'],
  domain: ['zod', 'dayjs', 'dayjs/plugin/utc'],
  storage: ['zod', '@cloudbase/node-sdk', 'node:crypto'],
  cloudfunctions: ['zod', 'wx-server-sdk', 'node:crypto'],
  miniprogram: [],
}

interface Import {
  file: string
  layer: Layer
  to: string
  typesOnly: boolean
}

/** Installed for the official compilers, and built by DevTools. */
const NOT_OURS = ['node_modules', 'miniprogram_npm']

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.includes(entry.name) ? [] : sourceFiles(file)
    return entry.name.endsWith('.ts') ? [file] : []
  })
}

function importsOf(layer: Layer): Import[] {
  return sourceFiles(path.join(root, layer)).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const found = [
      ...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm),
    ]
    return found.map((match) => ({
      file: path.relative(root, file),
      layer,
      to: match[2] ?? match[3] ?? '',
      typesOnly: match[1] !== undefined,
    }))
  })
}

describe('imports run one way', () => {
  it.each(LAYERS)('%s', (layer) => {
    const wrong = importsOf(layer).flatMap(({ file, to, typesOnly }) => {
      if (!to.startsWith('.')) {
        const allowed = packages[layer]
        return allowed === undefined || allowed.includes(to) ? [] : [`${file} imports ${to}`]
      }
      const target = path
        .relative(root, path.resolve(root, path.dirname(file), to))
        .split(path.sep)[0] as Layer
      if (target === layer) return []
      const arrow = arrows[layer][target]
      return arrow === 'all' || (arrow === 'types' && typesOnly) ? [] : [`${file} imports ${to}`]
    })
    expect(wrong).toEqual([])
  })

  it('sees the imports it judges', () => {
    expect(importsOf('cloudfunctions').length).toBeGreaterThan(50)
  })
})

describe('a feature has one name in every layer', () => {
  it.each(Object.keys(contract))('%s is a function with its own folder', (feature) => {
    expect(existsSync(path.join(root, 'cloudfunctions', feature, 'index.ts'))).toBe(true)
    expect(existsSync(path.join(root, 'cloudfunctions', feature, 'config.json'))).toBe(true)
  })
})

describe('every deployed function', () => {
  const functions = readdirSync(path.join(root, 'cloudfunctions')).filter((name) =>
    existsSync(path.join(root, 'cloudfunctions', name, 'index.ts')),
  )
  const rules: Record<string, { invoke: unknown }> = invokeRules

  it.each(functions)('%s has its limits, and is open to phones only as a feature', (name) => {
    expect(Object.keys(limits)).toContain(name)
    expect((rules[name] ?? rules['*'])?.invoke).toBe(name in contract ? 'auth != null' : false)
  })

  it('that does not exist has neither', () => {
    expect(
      [...Object.keys(limits), ...Object.keys(rules)].filter((name) => !functions.includes(name)),
    ).toEqual(['*'])
  })
})

describe('every collection', () => {
  const named = [
    ...readFileSync(path.join(root, 'storage/database.ts'), 'utf8').matchAll(/^ {2}\| '([a-z_]+)'/gm),
  ].map(([, name]) => name ?? '')
  it.each(named)('%s has a rule file, closed to clients', (name) => {
    const rule = JSON.parse(readFileSync(path.join(root, 'database-rules', `${name}.json`), 'utf8')) as object
    expect(rule).toMatchObject({ collection: name, permission: 'ADMINONLY', indexes: expect.any(Array) })
  })

  it('that has a rule file is used by storage', () => {
    const files = readdirSync(path.join(root, 'database-rules')).map((file) => file.replace('.json', ''))
    expect(files.sort()).toEqual([...named].sort())
  })
})

it.each(Object.entries(limits))(
  '%s may not live longer than claims on stock allow for',
  (_name, { timeoutSeconds }) => {
    expect(timeoutSeconds * 1000).toBeLessThanOrEqual(LONGEST_CALL_MS)
  },
)
