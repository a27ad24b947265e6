import { TestDatabases } from '@backstage/backend-test-utils';
import {
  instant,
  startCosts,
  type StartedCosts,
} from '../../__testUtils__/startCosts';
import type { UsageHour } from '../../record';
import type { InstantMs } from '../../types';

jest.setTimeout(120_000);

/** Ten days of November. */
const WINDOW = 'from=2026-11-01&to=2026-11-11';
const FROM = instant('2026-11-01T00:00:00Z');
const HOURS = 240;

const hourOf = (
  serverId: string,
  index: number,
  facts: Partial<UsageHour>,
): UsageHour => ({
  serverId,
  hour: (FROM + index * 3_600_000) as InstantMs,
  requests: 100,
  errors: 0,
  promptTokens: 9_000,
  generatedTokens: 1_000,
  prefillSeconds: 10,
  decodeSeconds: 30,
  latencyMs: null,
  firstTokenMs: null,
  waitingMax: null,
  runningMax: null,
  kvCacheMax: null,
  gpuActivityAvg: 0.5,
  gpuActivityMax: 0.9,
  gpuMemoryBytes: null,
  networkBytesPerSecond: null,
  restarts: null,
  coverage: { traffic: 1, gpu: 1, gateway: null },
  ...facts,
});

describe('unit costs of GET /costs', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  const linesOf = async (query: string) => {
    const { status, body } = await fleet
      .as('ada')
      .get(`/costs?${WINDOW}&${query}`);
    expect(status).toBe(200);
    return new Map<string, any>(
      body.lines.map((line: { key: string }) => [line.key, line]),
    );
  };
  const serve = (serverId: string, facts: Partial<UsageHour> = {}) =>
    fleet.usage.saveHours(
      Array.from({ length: HOURS }, (_, index) =>
        hourOf(serverId, index, facts),
      ),
    );

  beforeEach(async () => {
    fleet = await startCosts(databases);
  });

  it('are told of owners and models when somebody asks, and agree with those of their servers', async () => {
    await serve('chat');
    await serve('ocr');
    // 8 dollars an hour for the chat, 1 for OCR.
    const asked = (await linesOf('unitCosts=true')).get(
      'group:default/support',
    );
    expect(asked.micros).toBe(9 * HOURS * 1_000_000);
    expect(asked.unitCosts).toMatchObject({
      perRequest: 9_000_000 / 200,
      perMillionTokens: (9_000_000 / 20_000) * 1_000_000,
      split: 'seconds',
      lowVolume: false,
    });
    expect(asked.gpuActivity).toBeCloseTo(0.5);
    const model = (await linesOf('unitCosts=true&groupBy=model')).get(
      'support/chat',
    );
    const server = (await linesOf('groupBy=server')).get('chat');
    expect(model.unitCosts).toEqual(server.unitCosts);
    const unasked = (await linesOf('')).get('group:default/support');
    expect([unasked.unitCosts, unasked.gpuActivity]).toEqual([null, null]);
  });

  it('are null without traffic and where nobody measured it, and mark low volume', async () => {
    const idle = { requests: 0, promptTokens: 0, generatedTokens: 0 };
    await serve('chat', idle);
    const lines = await linesOf('unitCosts=true&groupBy=model');
    expect(lines.get('support/chat').unitCosts).toBeNull();
    expect(lines.get('support/chat').gpuActivity).toBeCloseTo(0.5);
    expect(lines.get('search/rerank').unitCosts).toBeNull();
    await fleet.usage.saveHours([
      hourOf('chat', 3, { promptTokens: 90, generatedTokens: 10, requests: 1 }),
    ]);
    expect(
      (await linesOf('unitCosts=true&groupBy=model')).get('support/chat')
        .unitCosts,
    ).toMatchObject({ lowVolume: true });
  });

  it('follow a server from one owner to the next', async () => {
    await serve('chat');
    await fleet.ledger.setOwnership(instant('2026-11-06T00:00:00Z'), [
      {
        subject: 'chat',
        owner: 'group:default/search',
        model: 'support/chat',
        version: '2.0.0',
      },
    ]);
    for (const [query, key] of [
      ['groupBy=version', 'support/chat@1.0.0'],
      ['groupBy=version', 'support/chat@2.0.0'],
      ['groupBy=model', 'support/chat'],
    ]) {
      const line = (await linesOf(`unitCosts=true&${query}`)).get(key ?? '');
      expect([key, line.unitCosts?.perRequest]).toEqual([key, 80_000]);
    }
  });
});
