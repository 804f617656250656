// Builds what runs: every cloud function to a folder that stands alone, and the local tools.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { build } from 'esbuild'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const functionsFrom = path.join(root, 'cloudfunctions')
const functionsTo = path.join(root, 'dist', 'cloudfunctions')

const forNode20 = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' }

/** A folder with an index.ts is a deployed function. The SDKs are bundled in: CloudBase uploads only the folder. */
export async function buildFunctions() {
  const names = functionsIn(functionsFrom)
  mkdirSync(functionsTo, { recursive: true })
  for (const name of readdirSync(functionsTo).filter((name) => !names.includes(name))) {
    rmSync(path.join(functionsTo, name), { recursive: true })
  }
  const sizes = []
  for (const name of names) {
    const bundle = await bundleOf(path.join(functionsFrom, name))
    const folder = path.join(functionsTo, name)
    put(path.join(folder, 'index.js'), bundle.contents)
    put(path.join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    put(path.join(folder, 'config.json'), readFileSync(path.join(functionsFrom, name, 'config.json')))
    sizes.push({ name, kilobytes: Math.round(bundle.contents.length / 1024) })
  }
  return sizes
}

function functionsIn(folder) {
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'index.ts')))
}

/**
 * bson, of which the SDK uses the JSON half alone, begins with 17 MB for the other half. Nobody ever touches them, but V8
 * counts them: it collects garbage in the middle of a cold start. `serialize` takes them where it is first called.
 */
const bsonWithoutItsBuffer = {
  name: 'bson-without-its-buffer',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules[\\/]bson[\\/]lib[\\/]bson\.js$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8')
      const contents = source.replace('buffer_1.Buffer.alloc(MAXSIZE);', 'buffer_1.Buffer.alloc(0);')
      if (contents === source) throw new Error(`${file} does not begin with its buffer any more`)
      return { contents }
    })
  },
}

async function bundleOf(folder) {
  const { outputFiles } = await build({
    ...forNode20,
    plugins: [bsonWithoutItsBuffer],
    entryPoints: [path.join(folder, 'index.ts')],
    write: false,
    minify: true,
    keepNames: true,
    legalComments: 'none',
  })
  return outputFiles[0]
}

/**
 * The cloud the benchmarks measure, in dist/bench: the product's functions and rules as they deploy, and beside them
 * those that the product is measured against.
 */
export async function buildBench() {
  const to = path.join(root, 'dist', 'bench')
  const from = path.join(root, 'bench', 'functions')
  for (const rules of ['database-rules', 'bench/database-rules'].map((name) => path.join(root, name))) {
    for (const name of readdirSync(rules)) {
      put(path.join(to, 'database-rules', name), readFileSync(path.join(rules, name)))
    }
  }
  for (const name of functionsIn(functionsFrom)) {
    for (const file of ['index.js', 'config.json']) {
      const built = readFileSync(path.join(functionsTo, name, file))
      put(path.join(to, 'cloudfunctions', name, file), built)
    }
  }
  for (const name of functionsIn(from)) {
    const bundle = await bundleOf(path.join(from, name))
    put(path.join(to, 'cloudfunctions', name, 'index.js'), bundle.contents)
  }
}

/** Replaces a file in one step, and only when it changed: whatever runs beside the build never sees half of it. */
function put(target, contents) {
  const bytes = Buffer.from(contents)
  if (existsSync(target) && readFileSync(target).equals(bytes)) return
  mkdirSync(path.dirname(target), { recursive: true })
  const beside = `${target}.${process.pid}`
  writeFileSync(beside, bytes)
  renameSync(beside, target)
}

/** The tools behind the scripts of package.json and the automator's command line, and the thread that runs one instance of a function. */
export async function buildLocal() {
  const { outputFiles } = await build({
    ...forNode20,
    write: false,
    entryPoints: {
      start: path.join(root, 'local/start.ts'),
      demo: path.join(root, 'local/demo/main.ts'),
      auto: path.join(root, 'local/automator/main.ts'),
      journeys: path.join(root, 'local/journeys/main.ts'),
      replay: path.join(root, 'local/replay/main.ts'),
      'verify-cloud': path.join(root, 'local/conformance/main.ts'),
      monkey: path.join(root, 'local/monkey/main.ts'),
      costs: path.join(root, 'local/costs/main.ts'),
      sizes: path.join(root, 'local/official-compilers/main.ts'),
      bench: path.join(root, 'bench/main.ts'),
      'load-until-killed': path.join(root, 'bench/killed/load-until-killed.ts'),
      worker: path.join(root, 'local/cloud/functions/worker.ts'),
    },
    outdir: path.join(root, 'dist', 'local'),
    packages: 'external',
    // An ES module only, which Node before 20.19 cannot require: an alias is bundled in.
    alias: { qr: path.join(root, 'node_modules/qr/index.js') },
    sourcemap: true,
  })
  for (const { path: file, contents } of outputFiles) put(file, contents)
}

/** The conformance suite as a function of the local cloud, with both SDKs, as every function has them. */
export async function buildSuite() {
  const { outputFiles } = await build({
    ...forNode20,
    write: false,
    entryPoints: [path.join(root, 'local/conformance/function.ts')],
  })
  put(path.join(root, 'dist/conformance/suite/index.js'), outputFiles[0].contents)
}
