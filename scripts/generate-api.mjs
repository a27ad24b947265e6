// Derives from the OpenAPI document and its parts (one a subject, so that each can be read): the wire types (inference-common) and the constant the router validates with (inference-backend).
// `--check` writes nothing and fails when a derived file is out of date.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import prettier from 'prettier';

const root = new URL('../', import.meta.url);
const folder = new URL('plugins/inference-backend/src/schema/', root);
const notice =
  '// Generated from plugins/inference-backend/src/schema/*.yaml by `yarn generate:api`. Do not edit.\n';

/** Adds a part's paths and components; a name that is there already is a mistake. */
function merge(into, part, path = '') {
  for (const [name, value] of Object.entries(part)) {
    const isSection = path === '' || path === '.components';
    if (into[name] === undefined) into[name] = value;
    else if (isSection) merge(into[name], value, `${path}.${name}`);
    else throw new Error(`${path}.${name} is defined twice`);
  }
  return into;
}

const read = async name => parse(await readFile(new URL(name, folder), 'utf8'));
const spec = await read('openapi.yaml');
const parts = (await readdir(folder))
  .filter(name => name.endsWith('.yaml') && name !== 'openapi.yaml')
  .sort();
for (const name of parts) merge(spec, await read(name));
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
