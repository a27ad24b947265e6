// For everything that runs from the checkout and belongs to no package; scripts/ and benchmarks/ use it too.
const { join } = require('node:path');

const root = join(__dirname, '..');

module.exports =
  require('@backstage/cli/config/eslint-factory').createConfigForRole(
    root,
    'node-library',
    {
      parserOptions: { ecmaVersion: 'latest' },
      rules: { 'no-console': 'off' },
    },
  );
