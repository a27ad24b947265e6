import type {
  LineageEdge,
  LineageGraph,
  LineageNode,
  ModelServer,
} from '@inference-portal/plugin-inference-common';
import { modelKey, versionNodeId } from '../../decide/registry/nodeId';
import type { RecordedLineage, VersionLabel } from '../../record';

/** A server that runs a version, and whether the caller may read it. */
export interface RunningServer {
  readonly server: ModelServer;
  readonly visible: boolean;
}

/** Everything that a graph is drawn from. */
export interface LineageFacts {
  /** Ids that were asked for. */
  readonly roots: readonly string[];
  readonly recorded: RecordedLineage;
  readonly versions: ReadonlyMap<string, VersionLabel>;
  /** Whether the caller may read the model of a version's node. */
  mayRead(nodeId: string): boolean;
  readonly servers: readonly RunningServer[];
  readonly maxNodes: number;
}

const KINDS: readonly (readonly [RegExp, LineageNode['kind']])[] = [
  [/^model:/, 'version'],
  [/^dataset:/, 'dataset'],
  [/^run:/, 'run'],
  [/^commit:/, 'commit'],
  [/^hf:/, 'external-model'],
];

function externalNode(id: string): LineageNode {
  const [, kind] = KINDS.find(([pattern]) => pattern.test(id)) ?? [
    null,
    'artifact' as const,
  ];
  return {
    id,
    kind,
    label: id.replace(/^(?:model|dataset|run|commit):|^hf:\/\//, ''),
    detail: null,
    version: null,
    server: null,
    hidden: false,
  };
}

function versionNode(id: string, version: VersionLabel): LineageNode {
  const { model, state, license, source, aliases } = version;
  const details = [
    version.format,
    version.quantization ?? version.precision,
  ].filter(detail => detail !== null);
  return {
    id,
    kind: 'version',
    label: `${model.name}@${version.version}`,
    detail: details.length > 0 ? details.join(', ') : null,
    version: {
      ...model,
      version: version.version,
      state,
      license,
      pinned: source.pinned,
      aliases,
    },
    server: null,
    hidden: false,
  };
}

function hiddenNode(id: string): LineageNode {
  return {
    id,
    kind: 'version',
    label: 'hidden',
    detail: null,
    version: null,
    server: null,
    hidden: true,
  };
}

function serverNode(server: ModelServer): LineageNode {
  const { id, cluster, namespace, name, state, owner } = server;
  return {
    id: `server:${id}`,
    kind: 'server',
    label: name,
    detail: `${cluster}/${namespace}`,
    version: null,
    server: { id, cluster, namespace, name, state, owner: owner.ref },
    hidden: false,
  };
}

/** Id of the version that a server runs; null when only its model is known. */
function nodeOfServer({ registration }: ModelServer): string | null {
  return registration === null || registration.version === null
    ? null
    : versionNodeId(registration, registration.version);
}

/** By model, the newest of its versions in the graph: of those that descend from the roots, if any does. */
function newestByModel(
  versions: ReadonlyMap<string, VersionLabel>,
  below: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const newest = new Map<
    string,
    { id: string; isBelow: boolean; orderedAt: number }
  >();
  for (const [id, { model, orderedAt }] of versions) {
    const key = modelKey(model);
    const known = newest.get(key);
    const isBelow = below.has(id);
    const isNewer =
      known === undefined ||
      (isBelow === known.isBelow
        ? orderedAt > known.orderedAt ||
          (orderedAt === known.orderedAt && id > known.id)
        : isBelow);
    if (isNewer) {
      newest.set(key, { id, isBelow, orderedAt });
    }
  }
  return new Map([...newest].map(([key, { id }]) => [key, id]));
}

/** The roots and everything that was made from them, along the edges that were walked. */
function findBelow(
  roots: readonly string[],
  recorded: RecordedLineage,
): ReadonlySet<string> {
  const madeFrom = new Map<string, string[]>();
  for (const { from, to } of recorded.edges) {
    const known = madeFrom.get(to);
    if (known) {
      known.push(from);
    } else {
      madeFrom.set(to, [from]);
    }
  }
  // Somebody who asks for a model of a hub asks for every revision of it, and for the versions here that are it.
  const below = new Set<string>([...roots, ...recorded.roots]);
  for (const node of below) {
    for (const child of madeFrom.get(node) ?? []) {
      below.add(child);
    }
  }
  return below;
}

/** Adds the servers that run versions of the graph; grows its nodes and edges in place. */
function addServers(
  graph: Pick<LineageGraph, 'roots' | 'nodes' | 'edges'>,
  shownAs: ReadonlyMap<string, string>,
  { roots, recorded, versions, servers, maxNodes }: LineageFacts,
): LineageGraph {
  const { nodes, edges } = graph;
  const below = findBelow(roots, recorded);
  const newest = newestByModel(versions, below);
  let affectedServers = 0;
  let { truncated } = recorded;
  for (const { server, visible } of servers) {
    const { registration } = server;
    if (registration === null) {
      continue;
    }
    // Whoever asks what a license or a flaw reaches must hear of a server that may run it.
    const node = nodeOfServer(server) ?? newest.get(modelKey(registration));
    const shown = node === undefined ? undefined : shownAs.get(node);
    if (node === undefined || shown === undefined) {
      continue;
    }
    affectedServers += below.has(node) ? 1 : 0;
    if (visible && nodes.length >= maxNodes) {
      truncated = true;
    } else if (visible) {
      nodes.push(serverNode(server));
      edges.push({
        from: `server:${server.id}`,
        to: shown,
        relation: 'runs',
        note:
          registration.version === null
            ? `${registration.reason}; nothing tells which version`
            : registration.reason,
      });
    }
  }
  return { ...graph, truncated, affectedServers };
}

/** Draws the graph that a caller sees: hidden models without names, servers that may not be read only counted. */
export function drawLineage(facts: LineageFacts): LineageGraph {
  const { roots, recorded, versions, mayRead, servers } = facts;
  const ids = [...new Set([...roots, ...recorded.nodes])];
  const shownAs = new Map<string, string>();
  const nodes: LineageNode[] = ids.map(id => {
    const isVersion = id.startsWith('model:');
    const shown = isVersion && !mayRead(id) ? `hidden:${shownAs.size + 1}` : id;
    shownAs.set(id, shown);
    if (shown !== id) {
      return hiddenNode(shown);
    }
    const version = versions.get(id);
    return version ? versionNode(id, version) : externalNode(id);
  });
  const show = (id: string) => shownAs.get(id) ?? id;
  const edges: LineageEdge[] = recorded.edges.map(edge => {
    const from = show(edge.from);
    const to = show(edge.to);
    return from === edge.from && to === edge.to
      ? edge
      : // What was written about a hidden model may name it.
        { from, to, relation: edge.relation, note: null };
  });

  const graph = { roots: roots.map(show), nodes, edges };
  return servers.length === 0
    ? { ...graph, truncated: recorded.truncated, affectedServers: 0 }
    : addServers(graph, shownAs, facts);
}
