const tests = require('../../jest.config.cjs')

/** Not part of `npm test`: `npm run pictures` takes docs/screens/ and docs/stage.png anew. */
module.exports = {
  ...tests,
  rootDir: '../..',
  roots: ['<rootDir>/tests/pictures'],
  testMatch: ['**/*.pictures.ts'],
  globalSetup: '<rootDir>/tests/support/global-setup.cjs',
  maxWorkers: 1,
  testTimeout: 300_000,
}
