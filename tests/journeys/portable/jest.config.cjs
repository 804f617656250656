const tests = require('../../../jest.config.cjs')

/** The journeys `npm run journeys` tells in WeChat DevTools: one simulator, one after another, nothing built here. */
module.exports = {
  ...tests,
  rootDir: '../../..',
  roots: ['<rootDir>/tests/journeys/portable'],
  globalSetup: undefined,
  reporters: ['default'],
  maxWorkers: 1,
  testTimeout: 180_000,
}
