import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { ask } from './answers';
import type { Generation } from './realPrometheus';
import { freePort, generations, ownPrometheus } from './realPrometheus';

const types: Readonly<Record<string, string | null>> = {
  // What the pages of the demo say: see live.test.ts.
  '/text': 'text/plain; version=0.0.4; charset=utf-8',
  '/nothing': null,
  '/html': 'text/html',
};

let pages: Server;
let port: number;

beforeAll(async () => {
  pages = createServer((request, response) => {
    const type = types[request.url ?? ''];
    if (type) response.setHeader('content-type', type);
    response.end('# TYPE temperature gauge\ntemperature 21\n');
  });
  port = await freePort();
  pages.listen(port, '127.0.0.1');
  await once(pages, 'listening');
});

afterAll(() => {
  pages.close();
  pages.closeAllConnections();
});

function config(): string {
  const jobs = Object.keys(types).map(
    path => `
  - job_name: ${path}
    metrics_path: ${path}
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]`,
  );
  return `global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:${jobs.join('')}
`;
}

/** Values of `up` by the path of the page, once all pages have been scraped. */
async function upOf(url: string): Promise<Record<string, string>> {
  for (;;) {
    const answer = await ask(url, 'up', { atMs: Date.now() });
    if (answer.status === 'ok' && answer.series.size === 3) {
      return Object.fromEntries(
        [...answer.series].map(([key, [[, value]]]) => [
          Object.fromEntries(JSON.parse(key)).job,
          value,
        ]),
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}

const expected: Readonly<Record<Generation, Record<string, string>>> = {
  prometheus2: { '/text': '1', '/nothing': '1', '/html': '1' },
  prometheus3: { '/text': '1', '/nothing': '0', '/html': '0' },
};

it.each(generations)(
  '%s takes pages of the text format; 3 refuses those that do not say so',
  async generation => {
    const own = await ownPrometheus(generation, 'content-types');
    const server = await own.start({ config: config() });
    try {
      expect(await upOf(own.url)).toEqual(expected[generation]);
    } finally {
      await server.stop();
    }
  },
);
