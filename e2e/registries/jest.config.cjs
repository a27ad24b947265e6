const { createProject } = require('../jestProject.cjs');

module.exports = createProject({
  folder: __dirname,
  displayName: 'registries',
  script: 'test:registries',
});
