const { writeFileSync } = require('node:fs')

/** Leaves `N passed, N failed` where CI asks for it. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    const file = process.env.HUIWEI_TEST_SUMMARY
    if (!file) return
    const skipped = numPendingTests ? `, ${numPendingTests} skipped` : ''
    writeFileSync(
      file,
      `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}\n`,
    )
  }
}
