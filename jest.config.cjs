// The platform's functions live in UTC; so do the tests, whoever runs them.
process.env.TZ = 'UTC'

/** Tests run the bundles that deploy: global-setup builds them once into dist/. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$|/node_modules/qr/': ['@swc/jest', { jsc: { target: 'es2022' }, sourceMaps: 'inline' }],
  },
  // `qr` is an ES module only, and jest requires.
  transformIgnorePatterns: ['/node_modules/(?!qr/)'],
  globalSetup: '<rootDir>/tests/support/global-setup.cjs',
  setupFiles: ['<rootDir>/tests/support/fast-check-seed.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  reporters: ['default', '<rootDir>/tests/support/summary-reporter.cjs'],
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  maxWorkers: 2,
  testTimeout: 60_000,
}
