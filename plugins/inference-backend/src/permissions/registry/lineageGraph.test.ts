import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { VersionLabel } from '../../record';
import { observation } from '../../record/__testUtils__/observations';
import { drawLineage } from './lineageGraph';

const BASE = 'hf://meta-llama/Llama-3.1-8B';
const OLD = 'model:default/llama@1';
const NEW = 'model:default/llama@2';

const version = (name: string, createdAt: string): VersionLabel => ({
  model: { namespace: 'default', name: 'llama' },
  version: name,
  state: 'active',
  source: { pinned: false },
  format: 'safetensors',
  precision: 'bf16',
  quantization: null,
  license: null,
  orderedAt: Date.parse(createdAt) as VersionLabel['orderedAt'],
  aliases: [],
});

const running = (name: string, runs: string | null): ModelServer => ({
  ...observation({ name }).server,
  entityRef: null,
  owner: { ref: null, source: 'none', reason: 'nothing names an owner' },
  registration: {
    namespace: 'default',
    name: 'llama',
    version: runs,
    reason: 'the model id is meta-llama/Llama-3.1-8B-Instruct',
    confidence: 'medium',
  },
  currentRevision: 1,
  changedAt: null,
  lastSeenAt: '2026-11-02T08:00:00.000Z',
  removedAt: null,
});

/** Only version 1 is known to descend from the base. */
const draw = (servers: readonly ModelServer[]) =>
  drawLineage({
    roots: [BASE],
    recorded: {
      roots: [BASE],
      nodes: [BASE, OLD, NEW],
      edges: [{ from: OLD, to: BASE, relation: 'finetune', note: null }],
      truncated: false,
    },
    versions: new Map([
      [OLD, version('1', '2025-01-01T00:00:00.000Z')],
      [NEW, version('2', '2026-01-01T00:00:00.000Z')],
    ]),
    mayRead: () => true,
    servers: servers.map(server => ({ server, visible: true })),
    maxNodes: 100,
  });

const runs = (graph: ReturnType<typeof draw>) =>
  graph.edges.filter(({ relation }) => relation === 'runs');

describe('drawLineage', () => {
  it('counts the servers of descendants, not those of other versions', () => {
    const graph = draw([running('chat', '1'), running('voice', '2')]);
    expect(runs(graph).map(({ to }) => to)).toEqual([OLD, NEW]);
    expect(graph.affectedServers).toBe(1);
  });

  it('tells of a server whose version nobody knows, at the newest descendant, and says so', () => {
    const graph = draw([running('voice-agent', null)]);
    expect(runs(graph)).toMatchObject([
      {
        to: OLD,
        note: 'the model id is meta-llama/Llama-3.1-8B-Instruct; nothing tells which version',
      },
    ]);
    expect(graph.affectedServers).toBe(1);
  });
});
