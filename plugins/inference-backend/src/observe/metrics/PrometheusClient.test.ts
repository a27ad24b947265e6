import type { InstantMs } from '../../types';
import { PrometheusStub, refusal, vector } from './__fixtures__/PrometheusStub';
import { PrometheusClient } from './PrometheusClient';
import type { PrometheusSource } from './PrometheusConfig';

const NOON = Date.UTC(2026, 10, 2, 12) as InstantMs;

describe('PrometheusClient', () => {
  let stub: PrometheusStub;
  const pauses: number[] = [];

  beforeEach(async () => {
    stub = await PrometheusStub.start();
    pauses.length = 0;
  });
  afterEach(() => stub.stop());

  function client(facts: Partial<PrometheusSource> = {}) {
    return new PrometheusClient(
      {
        name: 'thanos',
        url: stub.url,
        clusters: null,
        auth: null,
        headers: {},
        caFile: null,
        skipTLSVerify: false,
        timeoutMs: 5_000,
        ...facts,
      },
      {
        pause: async milliseconds => {
          pauses.push(milliseconds);
        },
        random: () => 0.5,
      },
    );
  }

  it('reads samples with their labels and instants', async () => {
    stub.answer(
      vector({
        labels: { pod: 'chat-0' },
        at: 1_762_070_400.123,
        value: '3.5',
      }),
    );
    expect(await client().query('up', { at: NOON })).toMatchObject({
      status: 'ok',
      series: [
        { labels: { pod: 'chat-0' }, at: 1_762_070_400_123, value: 3.5 },
      ],
      warnings: [],
    });
    expect(stub.requests[0]?.params.get('time')).toBe(String(NOON / 1000));
  });

  it('reads NaN and infinities as absent, never as 0', async () => {
    stub.answer(
      vector(
        { value: 'NaN' },
        { value: '+Inf' },
        { value: '-Inf' },
        { value: '0' },
      ),
    );
    const result = await client().query('x');
    expect(result).toMatchObject({
      series: [{ value: null }, { value: null }, { value: null }, { value: 0 }],
    });
  });

  it('reads the points of a range', async () => {
    stub.answer({
      body: {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { a: 'b' },
              values: [
                [1, '2'],
                [61, 'NaN'],
              ],
            },
          ],
        },
      },
    });
    const range = {
      start: NOON,
      end: (NOON + 60_000) as InstantMs,
      stepSeconds: 60,
    };
    expect(await client().queryRange('up', range)).toMatchObject({
      series: [
        {
          points: [
            { at: 1_000, value: 2 },
            { at: 61_000, value: null },
          ],
        },
      ],
    });
    expect(Object.fromEntries(stub.requests[0]?.params ?? [])).toEqual({
      query: 'up',
      start: String(NOON / 1000),
      end: String(NOON / 1000 + 60),
      step: '60',
    });
  });

  it.each([
    [{ type: 'bearer', token: 'abc' } as const, 'Bearer abc'],
    [
      { type: 'basic', username: 'ada', password: 'l:ove' } as const,
      `Basic ${Buffer.from('ada:l:ove').toString('base64')}`,
    ],
  ])(
    'authenticates with %j and sends the tenant header',
    async (auth, expected) => {
      await client({ auth, headers: { 'X-Scope-OrgID': 'ml' } }).query('up');
      expect(stub.requests[0]?.headers).toMatchObject({
        authorization: expected,
        'x-scope-orgid': 'ml',
      });
    },
  );

  it('posts a query that is too long for a request line', async () => {
    const promql = `count({pod=~"${'a'.repeat(5_000)}"})`;
    await client().query(promql);
    expect(stub.requests[0]).toMatchObject({ method: 'POST' });
    expect(stub.requests[0]?.params.get('query')).toBe(promql);
  });

  it.each([500, 503, 429])(
    'asks again after HTTP %i and takes the answer',
    async status => {
      stub.answer(() =>
        stub.requests.length < 3
          ? refusal(status, 'unavailable', 'compacting')
          : vector({ value: '1' }),
      );
      expect(await client().query('up')).toMatchObject({ status: 'ok' });
      expect(pauses).toEqual([125, 250]);
    },
  );

  it('reads raw samples of a half-open interval, whatever the server takes at its ends', async () => {
    const start = NOON;
    const end = (NOON + 60_000) as InstantMs;
    stub.answer({
      body: {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { pod: 'chat-0' },
              values: [
                // Prometheus 2 takes this one too.
                [(start - 1) / 1000, '1'],
                [start / 1000, '2'],
                [(end - 1) / 1000, '3'],
              ],
            },
            { metric: { pod: 'gone' }, values: [[(start - 1) / 1000, '1']] },
          ],
        },
      },
    });
    expect(await client().querySamples('up', { start, end })).toMatchObject({
      status: 'ok',
      series: [
        {
          labels: { pod: 'chat-0' },
          points: [
            { at: start, value: 2 },
            { at: end - 1, value: 3 },
          ],
        },
      ],
    });
    const { params } = stub.requests[0];
    expect(params.get('query')).toBe('up[60000ms]');
    expect(params.get('time')).toBe(String((end - 1) / 1000));
  });

  it.each([
    [refusal(429, 'too_many_requests', 'slow down'), 'limit on queries'],
    [refusal(503, 'timeout', 'query timed out'), '--query.timeout'],
    [{ status: 503, type: 'text/plain', body: 'Service Unavailable' }, 'log'],
    [{ status: 502, type: 'text/html', body: '<html>' }, 'load'],
    [refusal(422, 'execution', 'too many samples'), '--query.max-samples'],
    [refusal(422, 'execution', 'context deadline exceeded'), '--query.timeout'],
  ])('says what to do about %j', async (answer, fix) => {
    stub.answer(answer);
    expect(await client().query('up')).toMatchObject({
      fix: expect.stringContaining(fix),
    });
  });

  it('gives up after three attempts and says what the server said', async () => {
    stub.answer(refusal(503, 'unavailable', 'compacting'));
    expect(await client().query('up')).toMatchObject({
      status: 'failed',
      code: 'overloaded',
      message: expect.stringContaining('HTTP 503): compacting'),
    });
    expect(stub.requests).toHaveLength(3);
  });

  it('does not repeat a query that the server refused, and tells why it did', async () => {
    stub.answer(
      refusal(422, 'execution', 'query processing would load too many samples'),
    );
    expect(await client().query('up')).toMatchObject({
      status: 'failed',
      code: 'rejected',
      message: expect.stringContaining('too many samples'),
    });
    expect(stub.requests).toHaveLength(1);
  });

  it('passes on warnings, and words a partial answer without any', async () => {
    const data = { resultType: 'vector', result: [] };
    stub.answer({
      body: { status: 'success', data, warnings: ['store gateway 3 is down'] },
    });
    expect(await client().query('up')).toMatchObject({
      warnings: ['store gateway 3 is down'],
    });
    stub.answer({ body: { status: 'success', data, isPartial: true } });
    expect(await client().query('up')).toMatchObject({
      warnings: [expect.stringContaining('partial')],
    });
  });

  it('recognises a login page and names the key to change', async () => {
    stub.answer({ type: 'text/html', body: '<html>Sign in</html>' });
    expect(await client().query('up')).toMatchObject({
      code: 'not-prometheus',
      message: expect.stringContaining('a web page'),
      fix: expect.stringContaining('inference.prometheus (thanos).url'),
    });
  });

  it('does not follow a redirect with its credentials', async () => {
    stub.answer({
      status: 302,
      location: '/login',
      type: 'text/html',
      body: '',
    });
    expect(await client().query('up')).toMatchObject({
      code: 'not-prometheus',
    });
    expect(stub.requests).toHaveLength(1);
  });

  it.each([401, 403])('tells HTTP %i as refused credentials', async status => {
    stub.answer({ status, type: 'text/plain', body: 'no org id' });
    expect(await client().query('up')).toMatchObject({
      code: 'unauthorized',
      fix: expect.stringContaining('X-Scope-OrgID'),
    });
  });

  it('ends a request that hangs', async () => {
    stub.answer('hang');
    expect(await client({ timeoutMs: 50 }).query('up')).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('0.05 s'),
    });
  });

  it('tells a server that is not there from one that refuses', async () => {
    const { url } = stub;
    await stub.stop();
    stub = await PrometheusStub.start();
    expect(await client({ url }).query('up')).toMatchObject({
      code: 'unreachable',
    });
    stub = await PrometheusStub.start();
  });

  it('tells a certificate authority that cannot be read', async () => {
    const result = await client({
      url: 'https://127.0.0.1:1',
      caFile: '/does/not/exist.pem',
    }).query('up');
    expect(result).toMatchObject({
      code: 'tls',
      fix: expect.stringContaining('caFile'),
    });
  });

  it('stops asking when its caller gives up', async () => {
    const controller = new AbortController();
    stub.answer(() => {
      controller.abort();
      return refusal(503, 'unavailable', 'busy');
    });
    await client().query('up', { signal: controller.signal });
    expect(stub.requests).toHaveLength(1);
  });

  it('reads the version where the server tells it', async () => {
    stub.answer({ body: { status: 'success', data: { version: '3.5.0' } } });
    expect(await client().findVersion()).toBe('3.5.0');
    stub.answer({ status: 404, type: 'text/plain', body: 'not found' });
    expect(await client().findVersion()).toBeNull();
  });
});
