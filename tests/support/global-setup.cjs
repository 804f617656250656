// Builds once what the tests run: the bundles that deploy, the local tools, and what the benchmarks measure.
module.exports = async () => {
  const { buildBench, buildFunctions, buildLocal } = await import('../../local/build.mjs')
  await buildFunctions()
  await buildLocal()
  await buildBench()
}
