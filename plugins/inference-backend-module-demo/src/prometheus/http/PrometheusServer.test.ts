import { createMemoryDatabase } from '../promql/memoryDatabase';
import { PrometheusServer } from './PrometheusServer';

const samples: [number, number][] = Array.from({ length: 21 }, (_, i) => [
  i * 30,
  i * 30,
]);
const server = new PrometheusServer({
  database: createMemoryDatabase([
    { labels: { __name__: 'seconds_total', pod: 'a' }, samples },
    { labels: { __name__: 'seconds_total', pod: 'b' }, samples },
    {
      labels: { __name__: 'up', job: 'x', instance: '10.0.0.1:8000' },
      samples: samples.map(([s]) => [s, 1]),
    },
  ]),
  clock: () => 600_000,
});
let base: string;

beforeAll(async () => {
  base = (await server.start({ port: 0 })).url;
});

afterAll(async () => {
  await server.stop();
});

async function call(path: string, init?: RequestInit) {
  const response = await fetch(`${base}${path}`, init);
  return { status: response.status, body: await response.json() };
}

const query = (text: string, rest = '') =>
  `/api/v1/query?query=${encodeURIComponent(text)}${rest}`;

describe('PrometheusServer', () => {
  it('answers instant queries now and at a time', async () => {
    expect(await call(query('seconds_total{pod="a"}'))).toEqual({
      status: 200,
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            {
              metric: { __name__: 'seconds_total', pod: 'a' },
              value: [600, '600'],
            },
          ],
        },
      },
    });
    const { body } = await call(
      query('sum(seconds_total)', '&time=1970-01-01T00:05:00Z'),
    );
    expect(body.data.result).toEqual([{ metric: {}, value: [300, '600'] }]);
  });

  it('writes scalars, strings, ranges and special numbers as Prometheus does', async () => {
    expect((await call(query('1 / 0'))).body.data).toEqual({
      resultType: 'scalar',
      result: [600, '+Inf'],
    });
    expect((await call(query('"hi"'))).body.data).toEqual({
      resultType: 'string',
      result: [600, 'hi'],
    });
    expect((await call(query('up[1m]'))).body.data).toMatchObject({
      resultType: 'matrix',
      result: [
        {
          values: [
            [570, '1'],
            [600, '1'],
          ],
        },
      ],
    });
  });

  it('takes queries by POST, as long ones are sent', async () => {
    const { body } = await call('/api/v1/query_range', {
      method: 'POST',
      body: new URLSearchParams({
        query: 'rate(seconds_total{pod="a"}[1m])',
        start: '300',
        end: '360',
        step: '30s',
      }),
    });
    expect(body.data.resultType).toBe('matrix');
    expect(body.data.result[0].values).toEqual([
      [300, '1'],
      [330, '1'],
      [360, '1'],
    ]);
  });

  it('lists labels, values, series and targets', async () => {
    expect((await call('/api/v1/labels')).body.data).toEqual([
      '__name__',
      'instance',
      'job',
      'pod',
    ]);
    expect((await call('/api/v1/label/pod/values')).body.data).toEqual([
      'a',
      'b',
    ]);
    expect(
      (await call('/api/v1/label/pod/values?match[]=up')).body.data,
    ).toEqual([]);
    expect(
      (await call('/api/v1/series?match[]=seconds_total')).body.data,
    ).toHaveLength(2);
    expect(
      (await call('/api/v1/targets')).body.data.activeTargets,
    ).toMatchObject([{ health: 'up', labels: { job: 'x' } }]);
    expect((await call('/api/v1/status/buildinfo')).body.data.version).toMatch(
      /^3\./,
    );
  });

  it.each([
    [
      query('rate(up)'),
      400,
      'bad_data',
      'invalid parameter "query": parse error: expected type range vector',
    ],
    [query('up{'), 400, 'bad_data', 'invalid parameter "query": 1:'],
    [
      query('up', '&time=noon'),
      400,
      'bad_data',
      'invalid parameter "time": cannot parse "noon" to a valid timestamp',
    ],
    [
      query('up * on () seconds_total'),
      422,
      'execution',
      'found duplicate series',
    ],
    [
      '/api/v1/query_range?query=up&start=0&end=60&step=0',
      400,
      'bad_data',
      'zero or negative query resolution step widths are not accepted',
    ],
    [
      '/api/v1/query_range?query=up&start=60&end=0&step=1',
      400,
      'bad_data',
      'end timestamp must not be before start time',
    ],
    [
      '/api/v1/query_range?query=up&start=0&end=60000&step=1',
      400,
      'bad_data',
      'exceeded maximum resolution of 11,000 points',
    ],
    ['/api/v1/series', 400, 'bad_data', 'no match[] parameter provided'],
    [
      '/api/v1/labels?match[]=sum(up)',
      400,
      'bad_data',
      'is not a series selector',
    ],
  ])('refuses %s', async (path, status, errorType, error) => {
    const answer = await call(path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      status: 'error',
      errorType,
      error: expect.stringContaining(error),
    });
  });

  it('is ready and healthy, and knows no other paths', async () => {
    expect((await fetch(`${base}/-/ready`)).status).toBe(200);
    expect((await fetch(`${base}/-/healthy`)).status).toBe(200);
    expect((await fetch(`${base}/graph`)).status).toBe(404);
    expect(
      (await fetch(`${base}/api/v1/labels`, { method: 'DELETE' })).status,
    ).toBe(405);
  });
});
