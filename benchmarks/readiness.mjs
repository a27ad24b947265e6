// yarn bench:readiness [--servers 10000] [--clusters 10] [--teams 200] [--runs 5]
// How long judging a whole fleet takes on SQLite, the first time and again, with 14 days of usage; and how long other work has to wait for it.
import { parseArgs } from 'node:util';
import { start } from './observe/measure.mjs';

const { values } = parseArgs({
  options: {
    servers: { type: 'string', default: '10000' },
    clusters: { type: 'string', default: '10' },
    teams: { type: 'string', default: '200' },
    runs: { type: 'string', default: '5' },
  },
});
const child = start(
  new URL('./readiness/readinessProcess.ts', import.meta.url).href,
  [values.servers, values.clusters, values.teams, values.runs],
  { heapMiB: 1024 },
);
child.once('exit', code => {
  process.exitCode = code ?? 1;
});
