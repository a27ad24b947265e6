import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../e2e/control-plane/lib/ports.mjs';
import { start, until } from '../observe/measure.mjs';

const token = 'benchmark-token';

/** Starts the inference plugin alone in a backend on that database; resolves once it answers. */
export async function startRegistryPortal(folder, database) {
  const { portal: port } = await freePorts(['portal']);
  const baseUrl = `http://127.0.0.1:${port}`;
  const file = join(folder, 'app-config.json');
  writeFileSync(
    file,
    JSON.stringify({
      app: { baseUrl },
      backend: {
        baseUrl,
        listen: { host: '127.0.0.1', port },
        database,
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'bench' } },
          ],
        },
      },
      permission: { enabled: false },
      inference: {},
    }),
  );
  const child = start(
    new URL('./portalProcess.ts', import.meta.url).href,
    ['--config', file],
    // As it is run in earnest: in development, Backstage indents its answers.
    { env: { NODE_ENV: 'production' } },
  );
  const ended = new Promise(done => child.once('exit', done));
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  const call = async (method, path, body) => {
    const response = await fetch(`${baseUrl}/api/inference${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text);
  };
  await until(async () => {
    if (hasEnded) throw new Error('the portal has ended, see above');
    return call('GET', '/models?limit=1').catch(() => undefined);
  }, 50);
  return {
    call,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}
