// The arrows of docs/architecture.md: observe -> record -> decide -> act. `decide` is pure, so everybody may call it and it calls
// nobody; `jobs` and `plugin.ts` join the verbs.
const from = path => `./src/${path}`;
const zone = (target, message, ...forbidden) => ({
  target: from(target),
  from: forbidden.map(from),
  message,
});

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  settings: {
    'import/resolver': {
      node: { extensions: ['.ts', '.js', '.json'] },
    },
    'import/parsers': { '@typescript-eslint/parser': ['.ts'] },
  },
  rules: {
    'import/no-cycle': 'error',
    'import/no-restricted-paths': [
      'error',
      {
        basePath: __dirname,
        zones: [
          zone(
            'decide',
            'decide/ is pure: it imports types only, and gets everything else as arguments.',
            'observe',
            'record',
            'act',
            'jobs',
            'http',
            'permissions',
          ),
          zone(
            'observe',
            'observe/ hands over what it saw; jobs/ brings it to the record.',
            'record',
            'act',
            'jobs',
            'http',
            'permissions',
          ),
          zone(
            'record',
            'record/ knows nobody but the shared types.',
            'observe',
            'act',
            'jobs',
            'http',
            'permissions',
          ),
          zone(
            'costs',
            'costs/ answers out of record/ and decide/; permissions/ says who may ask.',
            'observe',
            'act',
            'jobs',
            'http',
            'permissions',
          ),
          zone(
            'findings',
            'findings/ answers out of record/ and decide/; permissions/ says who may ask.',
            'observe',
            'act',
            'jobs',
            'http',
            'permissions',
          ),
          zone(
            'http',
            'http/ calls the record through permissions/ and decide/ only.',
            'observe',
            'jobs',
          ),
          zone(
            'permissions',
            'permissions/ decorate the record.',
            'observe',
            'jobs',
            'http',
            'act',
          ),
        ],
      },
    ],
  },
  overrides: [
    {
      files: ['src/decide/**/*.ts'],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'process', message: 'decide/ does no I/O.' },
          { name: 'fetch', message: 'decide/ does no I/O.' },
        ],
        'no-restricted-properties': [
          'error',
          {
            object: 'Date',
            property: 'now',
            message: 'decide/ has no clock: time is an argument.',
          },
          {
            object: 'Math',
            property: 'random',
            message: 'decide/ is deterministic.',
          },
        ],
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  'node:*',
                  'fs',
                  'http',
                  'https',
                  'knex',
                  'express',
                  '@kubernetes/*',
                  '@backstage/*',
                ],
                allowTypeImports: true,
                message: 'decide/ is pure: types only.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['src/http/**/*.ts'],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['knex', '@kubernetes/*'],
                message: 'http/ never touches the database or Kubernetes.',
              },
            ],
          },
        ],
      },
    },
  ],
});
