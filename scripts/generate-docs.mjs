// Writes the reference pages that are derived from the code. `--check` writes nothing and fails when one is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { configKeys } from './lib/config-reference.mjs';

const root = new URL('../', import.meta.url);
const require = createRequire(new URL('package.json', root));
require('@backstage/cli/config/nodeTransform.cjs');
const {
  inferenceAnnotations,
} = require('./plugins/inference-common/src/annotations.ts');

const {
  recognitionRulesText,
  servingImages,
} = require('./plugins/inference-backend/src/observe/clusters/servers/index.ts');

const where = {
  workload: 'the Kubernetes workload (annotation or label)',
  namespace: 'the Kubernetes namespace (annotation)',
  node: 'the Kubernetes node (annotation)',
  entity: 'the catalog entity (annotation)',
};

const annotations = `# Annotations and labels

<!-- Generated from plugins/inference-common/src/annotations.ts by \`node scripts/generate-docs.mjs\`. Do not edit. -->

None of these is needed to see a server: the portal reads runtime, model, precision and GPUs from the specification itself.
Where one of them is present it wins over what was read. Values with a slash, such as Hugging Face ids, are illegal in label
values: write them as annotations.

| name | on | meaning | example |
| --- | --- | --- | --- |
${inferenceAnnotations
  .map(
    ({ name, on, description, example }) =>
      `| \`${name}\` | ${on
        .map(place => where[place])
        .join(', ')} | ${description} | \`${example}\` |`,
  )
  .join('\n')}

The portal also understands \`modelregistry.kubeflow.org/registered-model-id\` and \`modelregistry.kubeflow.org/model-version-id\` as
the Kubeflow model registry writes them.
`;

const cell = text => text.replaceAll('|', '\\|');

async function configurationTable(plugin) {
  const text = await readFile(
    new URL(`plugins/${plugin}/config.d.ts`, root),
    'utf8',
  );
  const rows = configKeys(text)
    .filter(({ path }) => path !== 'inference')
    .map(
      ({ path, type, required, secret, description }) =>
        `| \`${path}\` | ${cell(type)}${required ? '' : ', optional'}${
          secret ? ', secret' : ''
        } | ${cell(description)} |`,
    );
  return ['| key | type | meaning |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

const configuration = `# Configuration

<!-- Generated from the config.d.ts files of the plugins by \`node scripts/generate-docs.mjs\`. Do not edit. -->

A wrong value is reported with its key and the fix; what does not depend on it keeps working. Values marked *secret* never reach the browser or a log:
write them as \`\${ENV_NAME}\`.

## Backend

${await configurationTable('inference-backend')}

## Catalog

${await configurationTable('catalog-backend-module-inference')}

## Demo fleet

${await configurationTable('inference-backend-module-demo')}
`;

const recognition = `# What counts as a model server

<!-- Generated from plugins/inference-backend/src/observe/clusters/servers by \`node scripts/generate-docs.mjs\`. Do not edit. -->

The first rule that applies decides.

${recognitionRulesText.map((rule, i) => `${i + 1}. ${rule}`).join('\n')}

## Known serving images

| image | runtime |
| --- | --- |
${servingImages
  .map(({ image, runtime }) => `| \`${image}\` | ${runtime} |`)
  .join('\n')}

More can be added under \`inference.recognition.images\`, see [Configuration](configuration.md).
`;

const pages = new Map([
  ['docs/recognition.md', recognition],
  ['docs/annotations.md', annotations],
  ['docs/configuration.md', configuration],
]);
let stale = 0;
for (const [path, text] of pages) {
  const file = new URL(path, root);
  if (process.argv.includes('--check')) {
    if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(
        `${path} is out of date: run node scripts/generate-docs.mjs`,
      );
      stale += 1;
    }
  } else {
    await writeFile(file, text);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
