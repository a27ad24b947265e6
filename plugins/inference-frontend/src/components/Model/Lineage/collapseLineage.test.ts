import fc from 'fast-check';
import type {
  LineageGraph,
  LineageNode,
} from '@inference-portal/plugin-inference-common';
import {
  edge,
  lineageGraph,
  wideLineage,
} from '../../../__fixtures__/registry/lineage';
import { collapseLineage } from './collapseLineage';
import { indexLineage } from './lineageIndex';
import { layoutLineage } from './layoutLineage';
import { nodeAfterKey } from './nodeAfterKey';

const KINDS = ['external-model', 'dataset', 'version', 'server'] as const;

/** Any lineage without cycles: edges lead from later to earlier nodes. */
const anyGraph = fc
  .record({
    kinds: fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 60 }),
    links: fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 120 }),
    aliased: fc.array(fc.nat(59), { maxLength: 8 }),
  })
  .map(({ kinds, links, aliased }): LineageGraph => {
    const nodes = kinds.map(
      (kind, index): LineageNode => ({
        id: `n${index}`,
        kind,
        label: `n${index}`,
        detail: null,
        version: aliased.includes(index)
          ? {
              namespace: 'default',
              name: 'm',
              version: String(index),
              state: 'active',
              license: null,
              pinned: true,
              aliases: ['production'],
            }
          : null,
        server: null,
        hidden: false,
      }),
    );
    return {
      roots: ['n0'],
      nodes,
      edges: links
        .map(([a, b]) => [a % kinds.length, b % kinds.length] as const)
        .filter(([a, b]) => a > b)
        .map(([a, b]) => edge(`n${a}`, 'finetune', `n${b}`)),
      truncated: false,
      affectedServers: 0,
    };
  });

describe('collapseLineage', () => {
  it('draws a small lineage as it is', () => {
    const graph = lineageGraph();
    const drawn = collapseLineage(indexLineage(graph));
    expect(drawn.nodes.map(({ id }) => id).sort()).toEqual(
      graph.nodes.map(({ id }) => id).sort(),
    );
    expect(drawn.edges).toHaveLength(graph.edges.length);
  });

  it('puts nodes of one kind at one distance together and counts their edges', () => {
    const drawn = collapseLineage(indexLineage(wideLineage(1200)));
    expect(drawn.nodes.length).toBeLessThanOrEqual(200);
    const versions = drawn.nodes.find(({ kind }) => kind === 'version');
    expect(versions?.members).toHaveLength(1200);
    expect(
      drawn.edges.find(({ relation }) => relation === 'finetune'),
    ).toMatchObject({ to: 'hf://Qwen/Qwen3-0.6B', count: 1200 });
  });

  it('never loses a node and never an edge between two drawn nodes', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 4, max: 70 }), (graph, most) => {
        const index = indexLineage(graph);
        const drawn = collapseLineage(index, most);
        const members = drawn.nodes.flatMap(node => node.members);
        expect(members.map(({ id }) => id).sort()).toEqual(
          graph.nodes.map(({ id }) => id).sort(),
        );
        const placeOf = (id: string) =>
          drawn.nodes.find(node => node.members.some(one => one.id === id))?.id;
        const inside = index.graph.edges.filter(
          one => placeOf(one.from) === placeOf(one.to),
        ).length;
        const counted = drawn.edges.reduce((sum, one) => sum + one.count, 0);
        expect(counted + inside).toBe(index.graph.edges.length);
      }),
    );
  });
});

describe('nodeAfterKey', () => {
  it('only leads along edges to the left and right', () => {
    fc.assert(
      fc.property(anyGraph, graph => {
        const drawn = collapseLineage(indexLineage(graph));
        const places = layoutLineage(drawn);
        for (const { id } of drawn.nodes) {
          const left = nodeAfterKey('ArrowLeft', id, drawn, places);
          const right = nodeAfterKey('ArrowRight', id, drawn, places);
          const has = (from?: string, to?: string) =>
            drawn.edges.some(one => one.from === from && one.to === to);
          expect(left === undefined || has(id, left)).toBe(true);
          expect(right === undefined || has(right, id)).toBe(true);
          const madeFromSomething = drawn.edges.some(one => one.from === id);
          expect(left !== undefined).toBe(madeFromSomething);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('stays in the column with the up and down keys, and comes back', () => {
    const drawn = collapseLineage(indexLineage(lineageGraph()));
    const places = layoutLineage(drawn);
    const start = 'server:f3';
    const neighbours = [
      [nodeAfterKey('ArrowUp', start, drawn, places), 'ArrowDown'],
      [nodeAfterKey('ArrowDown', start, drawn, places), 'ArrowUp'],
    ].filter(([there]) => there !== undefined);
    expect(neighbours.length).toBeGreaterThan(0);
    for (const [there = '', back = ''] of neighbours) {
      expect(places.get(there)?.x).toBe(places.get(start)?.x);
      expect(nodeAfterKey(back, there, drawn, places)).toBe(start);
    }
    expect(nodeAfterKey('a', start, drawn, places)).toBeUndefined();
  });

  it('stands right of everything it was made from', () => {
    const drawn = collapseLineage(indexLineage(lineageGraph()));
    const places = layoutLineage(drawn);
    for (const { from, to } of drawn.edges) {
      expect(places.get(from)?.x).toBeGreaterThan(places.get(to)?.x ?? 0);
    }
  });
});
