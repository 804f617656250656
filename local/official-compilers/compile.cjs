// One compile of a whole project as an upload does it, in a process of its own, since miniprogram-ci compiles once a
// process: `node compile.cjs PROJECT INTO`. Leaves INTO/compiled, all that would be uploaded, and INTO/verdict.json.
const children = require('node:child_process')
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const path = require('node:path')

// It leaves the process it forks to itself.
const { fork } = children
children.fork = (...given) => {
  const child = fork(...given)
  process.on('exit', () => child.kill())
  return child
}

const ci = require('miniprogram-ci')
const { pack } = require('miniprogram-ci/dist/ci/utils/pack')

const [project, into] = process.argv.slice(2)
const config = JSON.parse(readFileSync(path.join(project, 'project.config.json'), 'utf8'))

/** What WeChat's server would answer about the account; it is asked with the upload key, which only a deployer has. */
const account = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
}

/** "Build npm", as DevTools has it in its menu. */
async function packNpm() {
  const warnings = []
  for (const { packageJsonPath, miniprogramNpmDistDir } of config.setting.packNpmRelationList) {
    const { warnList } = await ci.packNpmManually({
      packageJsonPath: path.resolve(project, packageJsonPath),
      miniprogramNpmDistDir: path.resolve(project, miniprogramNpmDistDir),
    })
    warnings.push(...warnList.map(({ jsPath, msg }) => `${path.relative(project, jsPath)}: ${msg}`))
  }
  return warnings
}

async function compile() {
  const given = new ci.Project({
    appid: config.appid,
    type: 'miniProgram',
    projectPath: project,
    privateKey: 'none, as nothing is uploaded',
    ignores: ['node_modules/**/*'],
  })
  given.attr = () => Promise.resolve(account)
  // A second thread would warm up as long as it helps.
  return ci.getCompiledResult({ project: given, setting: { useProjectConfig: true }, threads: 1 })
}

/** By the measure the upload is packed with: contents and names, without source maps. */
function packages(files) {
  const { subPackages = [], subpackages = subPackages } = JSON.parse(files['app.json'])
  const roots = subpackages.map(({ root }) => root.replace(/\/?$/, '/'))
  return ['', ...roots].map((root) => {
    const held = Object.entries(files).filter(
      ([name]) => root === (roots.find((r) => name.startsWith(r)) ?? ''),
    )
    return { root, bytes: pack(Object.fromEntries(held)).validSize }
  })
}

async function verdict() {
  try {
    const warnings = await packNpm()
    const files = await compile()
    for (const [name, contents] of Object.entries(files)) {
      const target = path.join(into, 'compiled', name)
      mkdirSync(path.dirname(target), { recursive: true })
      writeFileSync(target, contents)
    }
    return { accepted: true, warnings, packages: packages(files) }
  } catch (error) {
    return { accepted: false, because: error.message.replaceAll(project + path.sep, '') }
  }
}

verdict().then((found) => {
  writeFileSync(path.join(into, 'verdict.json'), JSON.stringify(found))
  // Its threads would keep this process alive.
  process.exit()
})
