import type { KubernetesObject } from '@inference-portal/plugin-inference-node';
import { at, textOf } from '../adapters/fields';
import type { ClusterFacts } from '../servers/clusterFacts';
import {
  readServiceFacts,
  selects,
  type ServiceFacts,
} from '../servers/endpoints';
import { type GpuNode, readGpuNode } from '../servers/gpuNode';
import { type Marks, readMarks } from '../servers/marks';
import { type GpuClaim, readGpuClaim } from '../servers/resourceClaim';
import { slimObject } from '../servers/slimObject';

/** What a change of a shared fact touches. */
export interface Touched {
  /** Names of nodes; servers that were derived from all nodes are touched by each. */
  readonly nodes?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly services?: readonly ServiceFacts[];
  readonly pods?: readonly string[];
}

const NOTHING: Touched = {};

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function placeOf(object: KubernetesObject): {
  namespace: string;
  name: string;
  key: string;
} {
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? '';
  const name = textOf(at(object, 'metadata', 'name')) ?? '';
  return { namespace, name, key: JSON.stringify([namespace, name]) };
}

/** The first label pair of a selector, under which a Service is found again. */
function selectorKey(
  namespace: string,
  [name, value]: readonly [string, string],
): string {
  return JSON.stringify([namespace, name, value]);
}

function firstPair(
  selector: ServiceFacts['selector'],
): readonly [string, string] {
  const [pair = ['', ''] as const] = Object.entries(selector).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return pair;
}

/** Nodes, namespaces, Services and claims: what many servers are derived from. */
export class SharedFacts implements ClusterFacts {
  readonly #nodes = new Map<string, GpuNode>();
  readonly #namespaces = new Map<string, Marks>();
  readonly #services = new Map<string, ServiceFacts>();
  readonly #servicesBySelector = new Map<string, Map<string, ServiceFacts>>();
  readonly #claims = new Map<string, GpuClaim | null>();
  readonly #templates = new Map<string, GpuClaim | null>();
  #nodeList: readonly GpuNode[] | null = null;
  /** Set while a server is derived that looks at all nodes. */
  askedAllNodes = false;

  findGpuNode(name: string): GpuNode | undefined {
    return this.#nodes.get(name);
  }

  listGpuNodes(): readonly GpuNode[] {
    this.askedAllNodes = true;
    this.#nodeList = this.#nodeList ?? [...this.#nodes.values()];
    return this.#nodeList;
  }

  findClaim(namespace: string, name: string): GpuClaim | null | undefined {
    return this.#claims.get(JSON.stringify([namespace, name]));
  }

  findClaimTemplate(
    namespace: string,
    name: string,
  ): GpuClaim | null | undefined {
    return this.#templates.get(JSON.stringify([namespace, name]));
  }

  findNamespace(name: string): Marks | null {
    return this.#namespaces.get(name) ?? null;
  }

  listServices(
    namespace: string,
    labels: readonly { readonly [name: string]: string }[],
  ): readonly ServiceFacts[] {
    const found = new Map<string, ServiceFacts>();
    for (const set of labels) {
      for (const pair of Object.entries(set)) {
        const services = this.#servicesBySelector.get(
          selectorKey(namespace, pair),
        );
        for (const service of services?.values() ?? []) {
          if (selects(service, set)) {
            found.set(service.name, service);
          }
        }
      }
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  putNode(object: KubernetesObject, gone: boolean): Touched {
    const { name } = placeOf(object);
    const before = this.#nodes.get(name);
    const after = gone ? null : readGpuNode(object);
    if (equal(before ?? null, after)) {
      return NOTHING;
    }
    this.#nodeList = null;
    if (after) {
      this.#nodes.set(name, after);
    } else {
      this.#nodes.delete(name);
    }
    return { nodes: [name] };
  }

  putNamespace(object: KubernetesObject, gone: boolean): Touched {
    const { name } = placeOf(object);
    const before = this.#namespaces.get(name) ?? null;
    const after = gone
      ? null
      : readMarks(
          'namespace',
          slimObject(object, new Set()).object.metadata,
          [],
        );
    if (equal(before, after)) {
      return NOTHING;
    }
    if (after) {
      this.#namespaces.set(name, after);
    } else {
      this.#namespaces.delete(name);
    }
    return { namespaces: [name] };
  }

  putService(object: KubernetesObject, gone: boolean): Touched {
    const { key } = placeOf(object);
    const before = this.#services.get(key) ?? null;
    const after = gone ? null : readServiceFacts(object);
    if (equal(before, after)) {
      return NOTHING;
    }
    if (before) {
      const index = selectorKey(before.namespace, firstPair(before.selector));
      const services = this.#servicesBySelector.get(index);
      services?.delete(key);
      if (services?.size === 0) {
        this.#servicesBySelector.delete(index);
      }
      this.#services.delete(key);
    }
    if (after) {
      const index = selectorKey(after.namespace, firstPair(after.selector));
      const services = this.#servicesBySelector.get(index) ?? new Map();
      services.set(key, after);
      this.#servicesBySelector.set(index, services);
      this.#services.set(key, after);
    }
    return { services: [before, after].filter(service => service !== null) };
  }

  putClaim(object: KubernetesObject, gone: boolean): Touched {
    const { key } = placeOf(object);
    const before = this.#claims.get(key);
    const after = gone ? undefined : readGpuClaim(object);
    if (before === after || equal(claimText(before), claimText(after))) {
      return NOTHING;
    }
    if (after === undefined) {
      this.#claims.delete(key);
    } else {
      this.#claims.set(key, after);
    }
    const claims = [before, after].filter(
      claim => claim !== null && claim !== undefined,
    );
    const askedChanged = !equal(
      [...(before?.asked ?? [])],
      [...(after?.asked ?? [])],
    );
    return {
      pods: claims.flatMap(({ reservedFor, owner }) =>
        owner === null ? reservedFor : [...reservedFor, owner],
      ),
      // Templates name a claim that stands for itself before any pod reserves it.
      namespaces:
        askedChanged && claims.some(({ owner }) => owner === null)
          ? [placeOf(object).namespace]
          : [],
    };
  }

  putClaimTemplate(object: KubernetesObject, gone: boolean): Touched {
    const { namespace, key } = placeOf(object);
    if (gone) {
      this.#templates.delete(key);
    } else {
      this.#templates.set(key, readGpuClaim(object));
    }
    return { namespaces: [namespace] };
  }

  /** All nodes with GPUs, without making anything depend on them. */
  nodes(): Iterable<GpuNode> {
    return this.#nodes.values();
  }
}

function claimText(claim: GpuClaim | null | undefined): unknown {
  return claim ? { ...claim, asked: [...claim.asked] } : claim ?? null;
}
