const { createProject } = require('../jestProject.cjs');

module.exports = createProject({
  folder: __dirname,
  displayName: 'prometheus',
  script: 'test:prometheus',
});
