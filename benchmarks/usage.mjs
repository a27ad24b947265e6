// yarn bench:usage [--servers 10000]
// One hourly collection of usage for a whole cluster against an answering Prometheus API, by the product's own job into SQLite, and then
// the detection over 100 days of as many servers; see README.md.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { message, residentMiB, start } from './observe/measure.mjs';

const { values } = parseArgs({
  options: { servers: { type: 'string', default: '10000' } },
});

const prometheus = start(
  new URL('./usage/prometheusProcess.ts', import.meta.url).href,
  [values.servers],
);
try {
  const { url } = await message(prometheus, 'ready');
  const portal = start(
    new URL('./usage/collectProcess.ts', import.meta.url).href,
    [url, values.servers],
  );
  const first = await message(portal, 'collected');
  const { peak } = residentMiB(portal.pid);
  portal.send({ kind: 'next' });
  const second = await message(portal, 'collected');
  portal.kill();
  for (const [title, result] of [
    ['the first hour', first],
    ['the next hour, with the late one before it', second],
  ]) {
    console.log(
      `${title}: ${result.hours} rows of ${values.servers} servers in ${(
        result.ms / 1000
      ).toFixed(1)} s, ${result.queries} queries, ${(
        result.bytes / 1e6
      ).toFixed(0)} MB of JSON`,
    );
  }
  console.log(`highest memory of the collector: ${peak.toFixed(0)} MiB`);
  console.log(`target: < 60 s for 10,000 servers and at most 15 queries`);
} finally {
  prometheus.kill();
}

const { status } = spawnSync(
  process.execPath,
  [
    fileURLToPath(new URL('./zombies.mjs', import.meta.url)),
    '--measure',
    '--servers',
    values.servers,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
