// yarn bench:zombies --fleet FILE.jsonl [--out OUT.jsonl]: the product's own detector on somebody else's fleet
// yarn bench:zombies [--seed N] [--each N] [--measure] [--servers N]: on our own labelled fleets, beside simple rules; see README.md
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from './observe/measure.mjs';

const USAGE = `Usage: yarn bench:zombies --fleet <file> [--out <file>]
       yarn bench:zombies [--seed <number>] [--each <number of servers of a class>]
       yarn bench:zombies --measure [--servers <number>]`;

/** yarn runs scripts in the project's folder; a relative path is meant from where it was called. */
function fromCaller(path) {
  return resolve(process.env.INIT_CWD ?? '.', path);
}

function findFile(path) {
  const called = fromCaller(path);
  return existsSync(called) ? called : resolve(path);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      fleet: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      each: { type: 'string', default: '150' },
      measure: { type: 'boolean', default: false },
      servers: { type: 'string', default: '10000' },
    },
  });
  for (const name of ['seed', 'each', 'servers']) {
    if (!/^\d{1,9}$/.test(values[name])) {
      throw new Error(`--${name} is a whole number, not "${values[name]}"`);
    }
  }
  if (values.out !== undefined && values.fleet === undefined) {
    throw new Error('--out needs --fleet');
  }
  return {
    fleet: values.fleet === undefined ? null : findFile(values.fleet),
    out: values.out === undefined ? null : fromCaller(values.out),
    seed: Number(values.seed),
    each: Number(values.each),
    measure: values.measure,
    servers: Number(values.servers),
  };
}

try {
  const child = start(
    new URL('./zombies/zombiesProcess.ts', import.meta.url).href,
    [JSON.stringify(readArguments())],
  );
  child.once('exit', code => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 1;
}
