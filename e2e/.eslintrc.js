// For everything that runs from the checkout and belongs to no package; scripts/ and benchmarks/ use it too.
const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');
const { join } = require('node:path');

const root = join(__dirname, '..');

module.exports = createConfigForRole(root, 'node-library', {
  parserOptions: { ecmaVersion: 'latest' },
  rules: {
    'no-console': 'off',
    // Modules begin with what they export; what stands below is there when they run.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, variables: false },
    ],
  },
  testRules: {
    // Helpers of the suites throw with what they waited for.
    'jest/expect-expect': 'off',
    'jest/no-standalone-expect': 'off',
  },
  overrides: [
    {
      // Helpers of tests are no tests.
      files: ['**/*.ts'],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        'jest/no-conditional-expect': 'off',
        'jest/no-disabled-tests': 'off',
        'jest/no-standalone-expect': 'off',
        'jest/valid-describe-callback': 'off',
        'jest/valid-title': 'off',
      },
    },
  ],
});
