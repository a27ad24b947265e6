// The inference plugin alone in a Backstage backend; configuration comes with --config.
// Tells the parent when the first request goes to the cluster: that is where the first sync begins.
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { createBackend } from '@backstage/backend-defaults';

const cluster = new URL(process.env.BENCH_CLUSTER_URL ?? '').host;
let isTold = false;

function note(host: string) {
  if (isTold || host !== cluster) return;
  isTold = true;
  process.send?.({ kind: 'first-request', at: Date.now() });
}

// Whichever of the two the plugin's client uses.
subscribe('undici:request:create', event => {
  const { request } = event as { request: { origin: string | URL } };
  note(new URL(request.origin).host);
});
subscribe('http.client.request.start', event => {
  const { request } = event as { request: ClientRequest };
  note(String(request.getHeader('host')));
});

const backend = createBackend();
backend.add(import('../../plugins/inference-backend/src'));
backend.start();
