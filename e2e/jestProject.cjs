const path = require('node:path');

const root = path.resolve(__dirname, '..');

/**
 * A jest project of a suite against servers. Transforms and environment are those of the backend package, so that its sources run here
 * as in its own tests.
 */
async function createProject({ folder, displayName, script }) {
  if (process.cwd() !== root) {
    throw new Error(`jest has to run in ${root}: use npm run ${script}`);
  }
  const { projects } = await require('@backstage/cli/config/jest');
  const backend = projects.find(
    project =>
      project.displayName === '@inference-portal/plugin-inference-backend',
  );
  return {
    ...backend,
    displayName,
    rootDir: folder,
    setupFilesAfterEnv: [path.join(folder, 'setup.ts')],
  };
}

module.exports = { createProject };
