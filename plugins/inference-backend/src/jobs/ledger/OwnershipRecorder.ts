import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  type Ownership,
  ownershipChanges,
  type RecordedOwnership,
} from '../../decide/ownershipChanges';
import type { NamespaceOwner } from '../../observe/clusters/types';
import type { InventoryStore } from '../../record';
import type { LedgerStore } from '../../record/ledger/LedgerStore';
import type { InstantMs } from '../../types';
import type { ServerJoiner } from '../ServerJoiner';

const PAGE_SIZE = 500;
/** For so long after a subject was heard of, catalogs and registries are still being read. */
const FRESH_MS = 10 * 60_000;

type OpenOwnership = Omit<RecordedOwnership, 'isFresh'>;

/** A server or namespace with what is known of it now. */
interface Wanted {
  readonly ownership: Ownership;
  readonly runsSince: InstantMs | null;
}

/** Subject of the ledger for what is no model server. */
export function namespaceSubject(cluster: string, namespace: string): string {
  return `namespace:${cluster}/${namespace}`;
}

/** Who owns the server, and which model and version it runs, as the ledger says it. */
export function ownershipOfServer(
  server: Pick<ModelServer, 'id' | 'owner' | 'model' | 'registration'>,
): Ownership {
  const { id, owner, model, registration } = server;
  return {
    subject: id,
    owner: owner.ref,
    model: registration
      ? `${registration.namespace}/${registration.name}`
      : model.id,
    version: registration ? registration.version : model.version,
  };
}

/**
 * Brings who owns what, as the inventory has it joined with catalog and registry, to the ledger. Doing it twice, or on two replicas at
 * once, converges to the same intervals.
 */
export class OwnershipRecorder {
  readonly #ledger: Pick<LedgerStore, 'setOwnership' | 'readLedger'>;
  readonly #inventory: Pick<InventoryStore, 'listServers'>;
  readonly #joiner: Pick<ServerJoiner, 'join' | 'version'>;
  readonly #now: () => InstantMs;
  readonly #heardOf = new Map<string, InstantMs>();
  readonly #namespaces = new Map<
    string,
    NamespaceOwner & { cluster: string }
  >();
  /** One pass at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: {
    ledger: Pick<LedgerStore, 'setOwnership' | 'readLedger'>;
    inventory: Pick<InventoryStore, 'listServers'>;
    joiner: Pick<ServerJoiner, 'join' | 'version'>;
    now: () => InstantMs;
  }) {
    this.#ledger = options.ledger;
    this.#inventory = options.inventory;
    this.#joiner = options.joiner;
    this.#now = options.now;
  }

  /** Takes in what namespaces say; recorded with the next pass. */
  noteNamespaces(cluster: string, owners: readonly NamespaceOwner[]): void {
    for (const owner of owners) {
      const subject = namespaceSubject(cluster, owner.namespace);
      this.#namespaces.set(subject, { ...owner, cluster });
    }
  }

  /** Records all servers and namespaces. Until the catalog was read for the first time nothing is. */
  async recordAll(signal?: AbortSignal): Promise<void> {
    const turn = this.#turn.then(() => this.#recordAll(signal));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #recordAll(signal?: AbortSignal): Promise<void> {
    if (this.#joiner.version === 0) {
      return;
    }
    const now = this.#now();
    const recorded = await this.#readOpen(now);
    const changes = new Map<InstantMs, Ownership[]>();
    const plan = ({ ownership, runsSince }: Wanted) => {
      const open = recorded.get(ownership.subject) ?? null;
      for (const change of ownershipChanges(
        open && { ...open, isFresh: this.#isFresh(ownership.subject, now) },
        ownership,
        { runsSince, now },
      )) {
        const same = changes.get(change.from) ?? [];
        changes.set(change.from, [...same, change.ownership]);
      }
      if (open === null) {
        this.#heardOf.set(ownership.subject, now);
      }
    };
    let cursor: string | undefined;
    do {
      const page = await this.#inventory.listServers({
        filter: null,
        limit: PAGE_SIZE,
        cursor,
      });
      page.items.forEach(server => plan(wantedOf(server)));
      cursor = page.nextCursor;
    } while (cursor !== undefined && !signal?.aborted);
    for (const namespace of this.#namespaces.values()) {
      plan({ ownership: this.#ofNamespace(namespace), runsSince: null });
    }
    for (const from of [...changes.keys()].sort((a, b) => a - b)) {
      await this.#ledger.setOwnership(from, changes.get(from) ?? []);
    }
  }

  #isFresh(subject: string, now: InstantMs): boolean {
    const since = this.#heardOf.get(subject);
    return since !== undefined && now - since < FRESH_MS;
  }

  #ofNamespace(namespace: NamespaceOwner & { cluster: string }): Ownership {
    const join = this.#joiner.join({
      cluster: namespace.cluster,
      namespace: namespace.namespace,
      name: '',
      modelId: null,
      signals: {
        workload: null,
        namespace: namespace.owner,
        kubernetesId: null,
        labels: {},
      },
    });
    return {
      subject: namespaceSubject(namespace.cluster, namespace.namespace),
      owner: join.owner.ref,
      model: null,
      version: null,
    };
  }

  async #readOpen(now: InstantMs): Promise<Map<string, OpenOwnership>> {
    const { ownership } = await this.#ledger.readLedger({
      from: now,
      to: (now + 1) as InstantMs,
    });
    return new Map(
      ownership
        .filter(({ to }) => to === null)
        .map(({ to: _, ...open }) => [open.subject, open]),
    );
  }
}

function wantedOf(server: ModelServer): Wanted {
  return {
    ownership: ownershipOfServer(server),
    runsSince:
      server.changedAt === null
        ? null
        : (Date.parse(server.changedAt) as InstantMs),
  };
}
