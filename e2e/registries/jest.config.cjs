const path = require('node:path');

const root = path.resolve(__dirname, '../..');
if (process.cwd() !== root) {
  throw new Error(`jest has to run in ${root}: use npm run test:registries`);
}

/** Transforms and environment are those of the backend package, so that its sources run here as in its own tests. */
async function load() {
  const { projects } = await require('@backstage/cli/config/jest');
  const backend = projects.find(
    ({ displayName }) =>
      displayName === '@inference-portal/plugin-inference-backend',
  );
  return {
    ...backend,
    displayName: 'registries',
    rootDir: __dirname,
    setupFilesAfterEnv: [path.join(__dirname, 'setup.ts')],
  };
}

module.exports = load();
