import { InferenceClient } from './client';

function clientAnswering(status: number, body: unknown) {
  const calls: { url: string; method?: string; headers: Headers }[] = [];
  const client = new InferenceClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://portal/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        calls.push({
          url: String(input),
          method: init?.method,
          headers: new Headers(init?.headers),
        });
        return {
          ok: status < 400,
          status,
          statusText: 'Test',
          headers: new Headers({ 'content-type': 'application/json' }),
          json: async () => body,
          text: async () => JSON.stringify(body),
          blob: async () => new Blob([String(body)]),
        } as Response;
      },
    },
  });
  return { client, calls };
}

describe('InferenceClient', () => {
  it('repeats a parameter for each of its values and leaves absent ones out', async () => {
    const { client, calls } = clientAnswering(200, { items: [] });

    await client.listModelServers({
      owner: ['group:default/search', 'none'],
      cluster: undefined,
      limit: 50,
    });

    expect(calls[0].url).toBe(
      'http://portal/api/inference/model-servers?owner=group%3Adefault%2Fsearch&owner=none&limit=50',
    );
  });

  it('escapes ids in paths', async () => {
    const { client, calls } = clientAnswering(200, { items: [] });

    await client.listServerRevisions('../other?', { limit: 5 });

    expect(calls[0].url).toBe(
      'http://portal/api/inference/model-servers/..%2Fother%3F/revisions?limit=5',
    );
  });

  it('hands over a file as it came', async () => {
    const { client, calls } = clientAnswering(200, 'start,end\r\n');

    const file = await client.exportCosts({
      format: 'csv',
      from: '2026-11-01',
      to: '2026-12-01',
      timezone: 'Europe/Berlin',
    });

    expect(file.size).toBe('start,end\r\n'.length);
    expect(calls[0].url).toBe(
      'http://portal/api/inference/costs/export?format=csv&from=2026-11-01&to=2026-12-01&timezone=Europe%2FBerlin',
    );
  });

  it('deletes without waiting for a body that never comes', async () => {
    const { client, calls } = clientAnswering(204, undefined);

    await client.deleteBudget('../x');

    expect(calls[0]).toMatchObject({
      method: 'DELETE',
      url: 'http://portal/api/inference/budgets/..%2Fx',
    });
  });

  it('asks for plans of GPUs and for releases where the backend answers them', async () => {
    const { client, calls } = clientAnswering(200, { items: [] });
    const model = { id: 'Qwen/Qwen3-32B' };
    const engine = { name: 'vllm' } as const;

    await client.createGpuPlan({ model, engine, gpu: { product: 'H100' } });
    await client.rankGpuOptions({ model, engine });
    await client.getServerRelease('../other');
    await client.listFailingReleases();

    expect(calls.map(({ method, url }) => [method, url])).toEqual([
      ['POST', 'http://portal/api/inference/gpu-plans'],
      ['POST', 'http://portal/api/inference/gpu-plans/rankings'],
      [
        undefined,
        'http://portal/api/inference/model-servers/..%2Fother/release',
      ],
      [undefined, 'http://portal/api/inference/failing-releases'],
    ]);
  });

  it('sends a token only when it is given', async () => {
    const { client, calls } = clientAnswering(200, { items: [] });

    await client.listDataSources();
    await client.listDataSources({ token: 'service-token' });

    expect(calls[0].headers.get('authorization')).toBeNull();
    expect(calls[1].headers.get('authorization')).toBe('Bearer service-token');
  });

  it('rejects with the status and the message of the server', async () => {
    const { client } = clientAnswering(404, {
      error: {
        name: 'NotFoundError',
        message: 'No model server ms1. List them with GET /model-servers.',
      },
      response: { statusCode: 404 },
    });

    await expect(client.getModelServer('ms1')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: {
        message: 'No model server ms1. List them with GET /model-servers.',
      },
    });
  });
});
