const { createProject } = require('../jestProject.cjs');

async function load() {
  const project = async kind => ({
    ...(await createProject({
      folder: __dirname,
      displayName: kind,
      script: 'test:cluster',
    })),
    globals: { contractClusterKind: kind },
    // Faults are made on real servers only.
    testPathIgnorePatterns: kind === 'real' ? [] : ['/e2e/contract/faults/'],
  });
  return {
    rootDir: __dirname,
    projects: [await project('simulated'), await project('real')],
    testTimeout: 120_000,
  };
}

module.exports = load();
