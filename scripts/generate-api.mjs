// Derives from the one OpenAPI document: the wire types (inference-common) and the constant the router validates with (inference-backend).
// `--check` writes nothing and fails when a derived file is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import prettier from 'prettier';

const root = new URL('../', import.meta.url);
const document = new URL(
  'plugins/inference-backend/src/schema/openapi.yaml',
  root,
);
const notice =
  '// Generated from plugins/inference-backend/src/schema/openapi.yaml by `yarn generate:api`. Do not edit.\n';

const spec = parse(await readFile(document, 'utf8'));
const types = astToString(await openapiTS(structuredClone(spec)));
const derived = new Map([
  ['plugins/inference-common/src/generated/api.ts', notice + types],
  [
    'plugins/inference-backend/src/schema/openapi.generated.ts',
    `${notice}export const spec = ${JSON.stringify(spec)} as const;\n`,
  ],
]);

const style = await prettier.resolveConfig(
  new URL('package.json', root).pathname,
);
let stale = 0;
for (const [path, text] of derived) {
  const file = new URL(path, root);
  const formatted = prettier.format(text, { ...style, parser: 'typescript' });
  if (process.argv.includes('--check')) {
    const present = await readFile(file, 'utf8').catch(() => '');
    if (present !== formatted) {
      console.error(`${path} is out of date: run yarn generate:api`);
      stale += 1;
    }
  } else {
    await writeFile(file, formatted);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
