// Builds once what the tests run: the bundles that deploy, and the local tools.
module.exports = async () => {
  const { buildFunctions, buildLocal, buildSuite } = await import('../../local/build.mjs')
  await buildFunctions()
  await buildLocal()
  await buildSuite()
}
