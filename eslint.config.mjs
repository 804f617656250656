import tseslint from 'typescript-eslint'

/** Rules read no clock and no dice: time and ids are arguments (docs/decisions/0003). */
const pure = [
  { object: 'Date', property: 'now', message: 'Time is an argument.' },
  { object: 'Math', property: 'random', message: 'Luck is an argument.' },
]

export default tseslint.config(
  { ignores: ['dist/', '.local/', 'coverage/', 'node_modules/', '**/miniprogram_npm/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['domain/**', 'contract/**', 'storage/**'],
    rules: {
      'no-restricted-properties': ['error', ...pure],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument.',
        },
        { selector: "CallExpression[callee.name='parseFloat']", message: 'No floats for value.' },
        { selector: "CallExpression[callee.property.name='toFixed']", message: 'No floats for value.' },
      ],
    },
  },
  { files: ['local/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    ignores: ['tests/support/intercept.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='route']",
          message: 'In force a moment too late: `intercept` of tests/support.',
        },
      ],
    },
  },
  {
    // What runs in the simulator of WeChat DevTools too has no browser, no second phone and no clock to reach for.
    files: ['tests/journeys/portable/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.\\./support/one-phone$)',
              message: 'A portable journey has one phone and its verbs.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
)
