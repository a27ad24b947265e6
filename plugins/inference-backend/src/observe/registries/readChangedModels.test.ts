import fc from 'fast-check';
import type { ImportPage } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../types';
import { testSettings } from './__fixtures__/testSettings';
import { readChangedModels } from './readChangedModels';

/** A registry of models whose state is a number. */
type State = ReadonlyMap<string, number>;

const NOW = Date.UTC(2026, 2, 1) as InstantMs;
const HOUR = 3_600_000;

function read(
  state: State,
  bookmark: string | null,
  options: {
    now?: InstantMs;
    /** Models that cannot be read in full. */
    broken?: ReadonlySet<string>;
    lazy?: boolean;
    signal?: AbortSignal;
  } = {},
): AsyncGenerator<ImportPage> {
  const { broken = new Set<string>(), lazy = false } = options;
  return readChangedModels<{ name: string; mark: string | null }>({
    settings: testSettings('http://hub', {
      settings: { verifyEveryMs: 24 * HOUR },
    }),
    bookmark,
    signal: options.signal ?? new AbortController().signal,
    now: options.now ?? NOW,
    list: async () => ({
      models: [...state].map(([name, value]) => ({
        name,
        mark: lazy ? null : String(value),
      })),
      problems: [],
    }),
    examine: async models =>
      models.map(({ name }) => ({ name, mark: String(state.get(name)) })),
    read: async models => ({
      problems: [],
      models: models.map(({ listed, name }) => ({
        listed,
        complete: !broken.has(name),
        model: {
          ref: { namespace: 'default', name },
          description: {
            owner: null,
            description: String(state.get(listed.name)),
          },
          versions: [],
          aliases: [],
          retired: [],
          problems: [],
        },
      })),
    }),
  });
}

/** Applies pages to what was imported; stops after some pages. Answers the bookmark. */
async function apply(
  imported: Map<string, string>,
  pages: AsyncGenerator<ImportPage>,
  options: { bookmark: string | null; stopAfter?: number },
): Promise<{ bookmark: string | null; read: string[] }> {
  const { stopAfter = Infinity } = options;
  let { bookmark } = options;
  const names: string[] = [];
  let count = 0;
  if (stopAfter === 0) {
    return { bookmark, read: names };
  }
  for await (const page of pages) {
    for (const { ref, description } of page.models) {
      imported.set(ref.name, description.description ?? '');
      names.push(ref.name);
    }
    bookmark = page.bookmark;
    count += 1;
    if (count >= stopAfter) {
      break;
    }
  }
  return { bookmark, read: names };
}

const stateOf = (size: number, seed = 0): State =>
  new Map(
    Array.from({ length: size }, (_, index) => [
      `model-${index}`,
      (index * 7 + seed) % 5,
    ]),
  );

describe('reading changed models', () => {
  it('reads the same wherever it stops and resumes, while the registry changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            stopAfter: fc.nat({ max: 4 }),
            changes: fc.array(
              fc.record({
                model: fc.nat({ max: 80 }),
                value: fc.nat({ max: 9 }),
              }),
              { maxLength: 10 },
            ),
          }),
          { maxLength: 6 },
        ),
        fc.nat({ max: 80 }),
        fc.boolean(),
        async (stops, size, lazy) => {
          const state = new Map(stateOf(size));
          const imported = new Map<string, string>();
          let bookmark: string | null = null;
          for (const { stopAfter, changes } of stops) {
            ({ bookmark } = await apply(
              imported,
              read(state, bookmark, { lazy }),
              { bookmark, stopAfter },
            ));
            for (const { model, value } of changes) {
              state.set(`model-${model}`, value);
            }
          }
          await apply(imported, read(state, bookmark, { lazy }), { bookmark });
          const expected = new Map<string, string>();
          await apply(expected, read(state, null, { lazy }), {
            bookmark: null,
          });
          expect(Object.fromEntries(imported)).toEqual(
            Object.fromEntries(expected),
          );
          expect(imported.size).toBe(state.size);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads after a whole import only what changed', async () => {
    const state = new Map(stateOf(60));
    const imported = new Map<string, string>();
    const { bookmark } = await apply(imported, read(state, null), {
      bookmark: null,
    });
    state.set('model-7', 99);
    state.set('model-new', 1);
    const second = await apply(imported, read(state, bookmark), { bookmark });
    expect(second.read).toEqual(['model-7', 'model-new']);
    const third = await apply(imported, read(state, second.bookmark), second);
    expect(third.read).toEqual([]);
  });

  it('reads again what could not be read in full', async () => {
    const state = stateOf(3);
    const { bookmark } = await apply(
      new Map(),
      read(state, null, { broken: new Set(['model-1']) }),
      { bookmark: null },
    );
    const second = await apply(new Map(), read(state, bookmark), { bookmark });
    expect(second.read).toEqual(['model-1']);
  });

  it('verifies everything once the time for that has come', async () => {
    const state = stateOf(30);
    const { bookmark } = await apply(new Map(), read(state, null), {
      bookmark: null,
    });
    const soon = { now: (NOW + 23 * HOUR) as InstantMs };
    const late = { now: (NOW + 24 * HOUR) as InstantMs };
    const early = await apply(new Map(), read(state, bookmark, soon), {
      bookmark,
    });
    expect(early.read).toEqual([]);
    const whole = await apply(new Map(), read(state, bookmark, late), {
      bookmark,
    });
    expect(whole.read).toHaveLength(30);
  });

  it.each(['', 'nonsense', '{"v":2}', '{"v":1,"at":"x"}', '[]', 'null'])(
    'begins anew with a bookmark that it does not understand: %s',
    async bookmark => {
      const { read: names } = await apply(
        new Map(),
        read(stateOf(3), bookmark),
        { bookmark },
      );
      expect(names).toHaveLength(3);
    },
  );

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    const pages = read(stateOf(80), null, { signal: controller.signal });
    await pages.next();
    controller.abort();
    await expect(pages.next()).rejects.toThrow();
  });
});
