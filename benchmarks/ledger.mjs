// yarn bench:ledger --nodes nodes.jsonl --prices prices.jsonl --allocations allocations.jsonl --from ISO --to ISO
//   --group-by owner|node|bucket [--timezone Europe/Berlin] [--granularity day]
// What a fleet cost, computed by the product's own ledger and engine from rows that somebody else wrote; see README.md.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from './observe/measure.mjs';

const USAGE = `Usage: yarn bench:ledger --nodes <file> --prices <file> --allocations <file> --from <time> --to <time>
  --group-by owner|node|bucket [--timezone <IANA zone>] [--granularity total|hour|day|month]`;

const FILES = ['nodes', 'prices', 'allocations'];

function readArguments() {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(FILES.map(file => [file, { type: 'string' }])),
      from: { type: 'string' },
      to: { type: 'string' },
      'group-by': { type: 'string' },
      timezone: { type: 'string', default: 'UTC' },
      granularity: { type: 'string', default: 'total' },
    },
  });
  for (const name of [...FILES, 'from', 'to', 'group-by']) {
    if (!values[name]) throw new Error(`--${name} is missing`);
  }
  return {
    ...values,
    ...Object.fromEntries(FILES.map(file => [file, findFile(values[file])])),
  };
}

/** yarn runs scripts in the project's folder; a relative path is meant from where it was called. */
function findFile(path) {
  const called = resolve(process.env.INIT_CWD ?? '.', path);
  return existsSync(called) ? called : resolve(path);
}

try {
  const child = start(
    new URL('./ledger/ledgerProcess.ts', import.meta.url).href,
    [JSON.stringify(readArguments())],
  );
  child.once('exit', code => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 1;
}
