import { hold, instant, node, price } from '../__testUtils__/startCosts';
import type { Ledger } from '../decide/cost/ledger';
import { ServerRates } from './ServerRates';

const NOON = instant('2026-11-20T12:00:00Z');
const SECOND = 1000;

const ledger = (facts: Partial<Ledger>): Ledger => ({
  nodes: [node('gpu-a', {})],
  allocations: [hold('chat-0', 'gpu-a', { serverId: 'chat' })],
  ownership: [],
  unobserved: [],
  prices: [price('p5', {})],
  commitments: [],
  ...facts,
});

/** Rates over a ledger that can be changed, and a clock that can be moved. */
function ratesOver(facts: Partial<Ledger>) {
  const world = { ledger: ledger(facts), now: NOON as number, reads: 0 };
  const rates = new ServerRates({
    ledger: {
      readLedger: async () => {
        world.reads += 1;
        return world.ledger;
      },
    },
    now: () => world.now,
  });
  const read = async () =>
    Object.fromEntries(
      (await rates.getRates(null, null)).items.map(({ serverId, perDay }) => [
        serverId,
        perDay,
      ]),
    );
  return { world, read };
}

describe('what servers cost a day as they are now', () => {
  it('adds up their replicas, shares of cards too, and rounds once', async () => {
    const third = { numerator: 1, denominator: 3 };
    const { read } = ratesOver({
      allocations: [
        hold('chat-0', 'gpu-a', { serverId: 'chat', weight: third }),
        hold('chat-1', 'gpu-a', { serverId: 'chat', weight: third }),
        hold('ocr-0', 'gpu-a', { serverId: 'ocr', weight: third }),
      ],
      prices: [price('p5', { micros: 1_000_001 })],
    });
    // A third of half a node: 24 x 1,000,001 / 6 is 4,000,004 exactly.
    expect(await read()).toEqual({
      chat: { currency: 'USD', micros: 8_000_008 },
      ocr: { currency: 'USD', micros: 4_000_004 },
    });
  });

  it('counts what is held now, at the price of now', async () => {
    const { read } = ratesOver({
      allocations: [
        hold('old-0', 'gpu-a', { serverId: 'old', to: NOON }),
        hold('chat-0', 'gpu-a', { serverId: 'chat', from: NOON }),
      ],
      prices: [
        price('before', { to: NOON, micros: 2_000_000 }),
        price('now', { from: NOON, micros: 4_000_000 }),
      ],
    });
    expect(await read()).toEqual({
      chat: { currency: 'USD', micros: 48_000_000 },
    });
  });

  it('leaves out a server of which a part has no price, as half a price would look like a low one', async () => {
    const { read } = ratesOver({
      nodes: [
        node('gpu-a', {}),
        node('gpu-b', { instanceType: 'unknown', gpuProduct: null }),
      ],
      allocations: [
        hold('chat-0', 'gpu-a', { serverId: 'chat' }),
        hold('chat-1', 'gpu-b', { serverId: 'chat' }),
      ],
      prices: [
        price('p5', {
          match: { ...price('', {}).match, instanceType: 'p5.48xlarge' },
        }),
      ],
    });
    expect(await read()).toEqual({});
  });

  it('leaves out a server that is paid for in two currencies', async () => {
    const { read } = ratesOver({
      nodes: [
        node('gpu-a', {}),
        node('gpu-b', {
          statedPrice: { currency: 'EUR', perNodeHour: 1_000_000 },
        }),
      ],
      allocations: [
        hold('chat-0', 'gpu-a', { serverId: 'chat' }),
        hold('chat-1', 'gpu-b', { serverId: 'chat' }),
        hold('ocr-0', 'gpu-b', { serverId: 'ocr' }),
      ],
    });
    expect(await read()).toEqual({
      ocr: { currency: 'EUR', micros: 12_000_000 },
    });
  });

  it('asks the ledger once in ten seconds, however many look', async () => {
    const { world, read } = ratesOver({});
    await Promise.all([read(), read(), read()]);
    world.ledger = ledger({ allocations: [] });
    world.now += 10 * SECOND;
    expect(Object.keys(await read())).toEqual(['chat']);
    expect(world.reads).toBe(1);
    world.now += 1;
    expect(await read()).toEqual({});
    expect(world.reads).toBe(2);
  });

  it('forgets a failure', async () => {
    const { world, read } = ratesOver({});
    const broken = new ServerRates({
      ledger: {
        readLedger: async () => {
          world.reads += 1;
          if (world.reads === 1) {
            throw new Error('database is locked');
          }
          return world.ledger;
        },
      },
      now: () => world.now,
    });
    await expect(broken.getRates(null, null)).rejects.toThrow('locked');
    expect((await broken.getRates(['chat'], null)).items).toHaveLength(1);
    expect(Object.keys(await read())).toEqual(['chat']);
  });
});
