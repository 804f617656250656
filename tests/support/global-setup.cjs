// Builds once what the tests run: the bundles that deploy, the local tools, and what the benchmarks measure.
module.exports = async () => {
  const { buildBench, buildFunctions, buildLocal, buildSuite } = await import('../../local/build.mjs')
  await buildFunctions()
  await buildLocal()
  await buildSuite()
  await buildBench()
}
