import { z } from 'zod';
import { quickTimings, testSettings } from '../__fixtures__/testSettings';
import { RegistryStub, type StubAnswer } from '../__fixtures__/RegistryStub';
import type { RegistryConnection } from '../registryConfig';
import { RegistryHttp } from './RegistryHttp';

const anything = z.unknown();

describe('RegistryHttp', () => {
  let stub: RegistryStub;
  const pauses: number[] = [];
  const signal = () => new AbortController().signal;

  beforeEach(async () => {
    stub = await RegistryStub.start();
    pauses.length = 0;
  });
  afterEach(() => stub.stop());

  function http(connection: Partial<RegistryConnection> = {}) {
    return new RegistryHttp(testSettings(stub.url, { connection }).connection, {
      ...quickTimings,
      pause: async milliseconds => {
        pauses.push(milliseconds);
      },
    });
  }

  function inTurn(...answers: StubAnswer[]) {
    stub.answer = () =>
      answers[Math.min(stub.requests.length, answers.length) - 1];
  }

  it('asks again when the server is busy, never sooner than it wishes', async () => {
    inTurn(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503 },
      { body: { ok: true } },
    );
    expect(
      await http().json({ url: '/x', signal: signal() }, anything),
    ).toEqual({ ok: true });
    expect(pauses.slice(0, 1)).toEqual([7000]);
    expect(stub.requests).toHaveLength(3);
  });

  it('gives up when the server wishes for more than a minute', async () => {
    inTurn({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(
      http().json({ url: '/x', signal: signal() }, anything),
    ).rejects.toMatchObject({
      kind: 'overloaded',
      message: expect.stringContaining('requestsPerSecond'),
    });
    expect(stub.requests).toHaveLength(1);
  });

  it('gives up after four attempts with what the server said', async () => {
    inTurn({ status: 500, body: { message: 'disk full' } });
    await expect(
      http().json({ url: '/x', signal: signal() }, anything),
    ).rejects.toThrow(/HTTP 500.*disk full/);
    expect(stub.requests).toHaveLength(4);
  });

  it('asks no server again that refused', async () => {
    inTurn({ status: 403, body: { error: 'no' } });
    await expect(
      http().json({ url: '/x', signal: signal() }, anything),
    ).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(stub.requests).toHaveLength(1);
  });

  it.each([
    ['a page', '<html>Sign in</html>', 'text/html', /a web page/],
    ['a broken body', '{"a":', 'application/json', /not JSON/],
    ['nothing', '', 'application/json', /not JSON/],
    ['null', 'null', 'application/json', /not as expected/],
    ['another shape', '{"items":7}', 'application/json', /items/],
  ])('tells %s from an answer', async (_what, body, type, message) => {
    inTurn({ body, headers: { 'content-type': type } });
    await expect(
      http().json(
        { url: '/x', signal: signal() },
        z.object({ items: z.array(z.string()) }),
      ),
    ).rejects.toMatchObject({
      kind: 'nonsense',
      message: expect.stringMatching(message),
    });
  });

  it('refuses an answer of 50 MB', async () => {
    inTurn({ body: Buffer.alloc(50 * 1024 * 1024, 0x20) });
    await expect(
      http().json({ url: '/x', signal: signal() }, anything),
    ).rejects.toMatchObject({
      kind: 'too-large',
      message: expect.stringContaining('maxAnswerMegabytes'),
    });
    expect(stub.requests).toHaveLength(1);
  });

  it('takes no credentials along to another server', async () => {
    const storage = await RegistryStub.start();
    storage.answer = () => ({ body: { stored: true } });
    stub.answer = () => ({
      status: 307,
      headers: { location: `${storage.url}/blob?X-Amz-Signature=abc` },
    });
    const client = http({
      auth: { type: 'bearer', token: 'portal-token' },
      headers: { 'x-tenant': 'ml' },
    });
    expect(
      await client.json({ url: '/blob', signal: signal() }, anything),
    ).toEqual({ stored: true });
    expect(stub.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer portal-token',
      'x-tenant': 'ml',
    });
    expect(storage.requests[0]?.headers.authorization).toBeUndefined();
    expect(storage.requests[0]?.headers['x-tenant']).toBeUndefined();
    storage.answer = () => ({ status: 403, body: '<Error/>' });
    await expect(
      client.json({ url: '/blob', signal: signal() }, anything),
    ).rejects.toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('Signature'),
      }),
    );
    await storage.stop();
  });

  it('follows no circle of redirects', async () => {
    stub.answer = () => ({ status: 302, headers: { location: '/login' } });
    await expect(
      http().json({ url: '/x', signal: signal() }, anything),
    ).rejects.toThrow(/login page/);
    expect(stub.requests).toHaveLength(6);
  });

  it('ends a request that hangs, and says which key sets the time', async () => {
    stub.answer = () => 'hang';
    await expect(
      http({ timeoutMs: 20 }).json({ url: '/x', signal: signal() }, anything),
    ).rejects.toThrow(/0\.02 s.*timeoutSeconds/s);
  });

  it('stops with the reason of its caller', async () => {
    const controller = new AbortController();
    stub.answer = () => {
      controller.abort(new Error('shutting down'));
      return { status: 503 };
    };
    await expect(
      http().json({ url: '/x', signal: controller.signal }, anything),
    ).rejects.toThrow('shutting down');
    expect(stub.requests).toHaveLength(1);
  });

  it('lets requests begin only as often as configured', async () => {
    let now = 0;
    const waits: number[] = [];
    const client = new RegistryHttp(
      testSettings(stub.url, {
        connection: { requestsPerSecond: 4 },
      }).connection,
      {
        monotonicNow: () => now,
        pause: async milliseconds => {
          waits.push(milliseconds);
          now += milliseconds;
        },
      },
    );
    stub.answer = () => ({ body: {} });
    for (let index = 0; index < 5; index += 1) {
      await client.json({ url: '/x', signal: signal() }, anything);
    }
    expect(waits).toEqual([250, 250, 250, 250]);
  });

  it('keeps secrets of a server out of its message', async () => {
    inTurn({
      status: 400,
      body: { message: 'bad token=hf_abcdefghijklmnopqrstuv' },
    });
    await expect(
      http().json(
        { url: '/x?token=hf_abcdefghijklmnopqrst', signal: signal() },
        anything,
      ),
    ).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hf_') }),
    );
  });
});
