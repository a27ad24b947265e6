import { serverStories } from '../fleet/teams';
import { createDemoRegistry } from './createDemoRegistry';
import { DemoRegistrySource } from './DemoRegistrySource';

const NOW = Date.UTC(2026, 10, 22, 9, 30);
const DAY = 86_400_000;
const models = createDemoRegistry(NOW);
const nodeOf = (name: string, version: string) =>
  `model:default/${name}@${version}`;
const versionNodes = new Set(
  models.flatMap(({ ref, versions }) =>
    versions.map(({ version }) => nodeOf(ref.name, version)),
  ),
);
const links = models.flatMap(({ ref, versions }) =>
  versions.flatMap(({ version, lineage = [] }) =>
    lineage.map(link => ({ from: nodeOf(ref.name, version), ...link })),
  ),
);

describe('the registry of the demo', () => {
  it('goes two years back and never ahead', () => {
    const made = models.flatMap(({ versions }) =>
      versions.map(({ createdAt }) => Date.parse(createdAt ?? '')),
    );
    expect(Math.min(...made)).toBeLessThan(NOW - 690 * DAY);
    expect(Math.max(...made)).toBeLessThan(NOW);
    expect(made.length).toBeGreaterThan(100);
  });

  it('names versions once, in the order they were made', () => {
    for (const { versions } of models) {
      const names = versions.map(({ version }) => version);
      expect(new Set(names).size).toBe(names.length);
      const times = versions.map(({ createdAt }) => createdAt);
      expect(times).toEqual([...times].sort());
    }
  });

  it('makes versions only from versions that are there, or from outside', () => {
    const inside = links.filter(({ to }) => to.startsWith('model:'));
    expect(inside.length).toBeGreaterThan(50);
    expect(inside.filter(({ to }) => !versionNodes.has(to))).toEqual([]);
  });

  it('leads down to public base models', () => {
    const bases = new Set(
      links.flatMap(({ to }) => (to.startsWith('hf://') ? [to] : [])),
    );
    expect(bases).toContain('hf://meta-llama/Llama-3.1-8B');
    expect(bases.size).toBeGreaterThan(12);
    const relations = new Set(links.map(({ relation }) => relation));
    for (const relation of ['finetune', 'quantized', 'adapter', 'trained-on']) {
      expect(relations).toContain(relation);
    }
  });

  it('moves aliases to versions that were there at the time', () => {
    for (const { aliases, versions } of models) {
      for (const { version, history = [] } of aliases) {
        expect(history[history.length - 1]?.to).toBe(version);
        for (const { to, at } of history) {
          const target = versions.find(candidate => candidate.version === to);
          expect(Date.parse(target?.createdAt ?? '')).toBeLessThanOrEqual(at);
        }
      }
    }
  });

  it('has the versions that pinned servers of the fleet run', () => {
    const pinned = serverStories.flatMap(({ model, revisions }) =>
      revisions.flatMap(({ flags }) =>
        typeof flags?.revision === 'string'
          ? [`hf://${model}@${flags.revision}`]
          : [],
      ),
    );
    const sources = new Set(
      models.flatMap(({ versions }) => versions.map(({ source }) => source)),
    );
    expect(pinned.length).toBeGreaterThan(4);
    expect(pinned.filter(source => !sources.has(source))).toEqual([]);
  });

  it('has the versions that servers of the fleet name, made before they were released', () => {
    const named = serverStories.flatMap(({ name, annotations, revisions }) => {
      const [, model] =
        /^resource:default\/(.+)$/.exec(
          annotations?.['inference-portal/model'] ?? '',
        ) ?? [];
      const version = annotations?.['inference-portal/version'];
      const released = revisions[revisions.length - 1]?.daysAgo ?? 0;
      return model === undefined || version === undefined
        ? []
        : [{ server: name, model, version, released }];
    });
    expect(named.length).toBeGreaterThan(4);
    for (const { model, version, released } of named) {
      const found = models
        .find(({ ref }) => ref.name === model)
        ?.versions.find(candidate => candidate.version === version);
      expect(found).toBeDefined();
      expect(Date.parse(found?.createdAt ?? '')).toBeLessThan(
        NOW - released * DAY,
      );
    }
  });

  it('has one move that waits for a second person, asked for by a person after the last one', () => {
    const waiting = models.flatMap(({ versions, aliases }) =>
      aliases.flatMap(alias =>
        alias.wish ? [{ ...alias, wish: alias.wish, versions }] : [],
      ),
    );
    expect(waiting).toHaveLength(1);
    for (const { wish, history = [], versions } of waiting) {
      expect(wish.by).toMatch(/^user:default\/(?!guest)/);
      expect(wish.at).toBeGreaterThan(history.at(-1)?.at ?? NOW);
      expect(versions.map(({ version }) => version)).toContain(wish.to);
    }
  });

  it('is the same at every reading, and goes on where one stopped', async () => {
    const read = async (bookmark: string | null, pages: number) => {
      const source = new DemoRegistrySource(NOW);
      const found = [];
      let last = bookmark;
      let left = pages;
      const { signal } = new AbortController();
      for await (const page of source.read({ bookmark, signal })) {
        found.push(...page.models);
        last = page.bookmark;
        left -= 1;
        if (left === 0) break;
      }
      return { found, last };
    };
    const all = await read(null, Infinity);
    expect(all.found).toEqual(models);
    const first = await read(null, 2);
    const rest = await read(first.last, Infinity);
    expect([...first.found, ...rest.found]).toEqual(models);
    expect((await read(all.last, Infinity)).found).toEqual([]);
  });
});
