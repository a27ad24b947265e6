/**
 * Restarts the API server of a control plane, as a crash or an upgrade would:
 * same address, same data, empty watch caches. Ends when it is ready again.
 * `kill` ends it without notice and leaves it so, `start` starts it after that.
 *
 *   node restart-api-server.mjs FOLDER [kill|start]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiServerFlags } from '../control-plane/lib/flags.mjs';
import { createKubeClient } from '../control-plane/lib/kube-client.mjs';
import {
  isRunning,
  startDetached,
  stopAll,
} from '../control-plane/lib/processes.mjs';
import { findState, writeState } from '../control-plane/lib/state.mjs';

const READY_WITHIN_MS = 60_000;

const [folder, half] = process.argv.slice(2);
const state = folder === undefined ? undefined : findState(folder);
if (state === undefined) throw new Error(`${folder} is no control plane`);
const pki = join(folder, 'pki');
const isApiServer = ({ program }) => program === 'kube-apiserver';

const running = state.processes.filter(isApiServer).filter(isRunning);
if (half === 'kill') {
  running.forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
}
await stopAll(running);
if (half === 'kill') process.exit();
const record = startDetached(
  join(state.programs, 'kube-apiserver'),
  apiServerFlags({ pki, ports: state.ports }),
  {
    logFile: join(folder, 'logs', 'kube-apiserver.log'),
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
  },
);
writeState(folder, {
  ...state,
  processes: state.processes.map(each => (isApiServer(each) ? record : each)),
});
const client = createKubeClient({
  server: state.server,
  ca: readFileSync(join(pki, 'ca.crt')),
  cert: readFileSync(join(pki, 'admin.crt')),
  key: readFileSync(join(pki, 'admin.key')),
});
const began = Date.now();
while ((await client.findStatus('/readyz')) !== 200) {
  if (Date.now() - began > READY_WITHIN_MS) {
    throw new Error('the restarted API server does not become ready');
  }
  await sleep(100);
}
client.close();
