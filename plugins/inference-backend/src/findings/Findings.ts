import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Finding,
  FindingDetail,
  FindingPage,
  FindingSum,
} from '@inference-portal/plugin-inference-common';
import type { Silence } from '../decide/findings/finding';
import type {
  DetectionRunStore,
  FindingFilter,
  FindingStore,
  ListedFinding,
  OwnerFindings,
} from '../record';
import { toFinding, toFindingDetail, toPausedCluster } from './toFinding';

type Currencies = ReadonlyMap<string, number>;

function addTo(sums: Map<string, number>, more: Currencies): void {
  for (const [currency, micros] of more) {
    sums.set(currency, (sums.get(currency) ?? 0) + micros);
  }
}

function toSum(owners: readonly OwnerFindings[]): FindingSum {
  const avoidable = new Map<string, number>();
  owners.forEach(owner => addTo(avoidable, owner.avoidable));
  const add = (field: 'count' | 'gpus' | 'unpriced') =>
    owners.reduce((sum, owner) => sum + owner[field], 0);
  return {
    count: add('count'),
    gpus: add('gpus'),
    avoidable: [...avoidable]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, micros]) => ({ currency, micros })),
    unpriced: add('unpriced'),
  };
}

const mostOf = (owner: OwnerFindings) =>
  Math.max(0, ...owner.avoidable.values());

/** The most avoidable cost first, what nobody owns last. */
function byCost(a: OwnerFindings, b: OwnerFindings): number {
  return (
    Number(a.owner === null) - Number(b.owner === null) ||
    mostOf(b) - mostOf(a) ||
    ((a.owner ?? '') < (b.owner ?? '') ? -1 : 1)
  );
}

/** Answers questions about findings, and takes down what people say about them. Knows nothing of who may. */
export class Findings {
  readonly #store: FindingStore;
  readonly #runs: DetectionRunStore;

  constructor(options: { store: FindingStore; runs: DetectionRunStore }) {
    this.#store = options.store;
    this.#runs = options.runs;
  }

  /** One page, with sums over everything that `filter` lets through; paused clusters are told of as far as `mayKnow` lets. */
  async list(options: {
    filter: FindingFilter;
    limit: number;
    cursor?: string;
    mayKnow: (cluster: string) => boolean;
  }): Promise<FindingPage> {
    const page = await this.#store.list(options);
    const owners = await this.#store.sumByOwner(options.filter);
    const run = await this.#runs.findLast();
    return {
      ...page,
      items: page.items.map(toFinding),
      totals: toSum(owners),
      byOwner: [...owners]
        .sort(byCost)
        .map(owner => ({ ...toSum([owner]), owner: owner.owner })),
      detection: {
        lastRunAt: run && new Date(run.ranAt).toISOString(),
        paused: (run?.paused ?? [])
          .filter(({ cluster }) => options.mayKnow(cluster))
          .map(toPausedCluster),
      },
    };
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<ListedFinding> {
    const finding = await this.#store.find(id);
    if (!finding) {
      throw new NotFoundError(
        `No finding has the id ${JSON.stringify(
          id,
        )}: take an id from GET /findings`,
      );
    }
    return finding;
  }

  /** A finding with everything that happened to it. */
  async describe(finding: ListedFinding): Promise<FindingDetail> {
    return toFindingDetail(finding, await this.#store.listEvents(finding.id));
  }

  /** Throws `ConflictError` for a finding that was resolved. */
  async silence(id: string, silence: Silence): Promise<void> {
    if (!(await this.#store.silence(id, silence))) {
      throw new ConflictError(
        'The finding was resolved meanwhile: there is nothing left to answer. Reload it to see why',
      );
    }
  }

  async findMany(ids: readonly string[]): Promise<readonly ListedFinding[]> {
    return this.#store.findMany(ids);
  }

  async listByIds(ids: readonly string[]): Promise<Finding[]> {
    const found = await this.#store.findMany(ids);
    const byId = new Map(found.map(finding => [finding.id, finding]));
    return ids.flatMap(id => {
      const finding = byId.get(id);
      return finding ? [toFinding(finding)] : [];
    });
  }
}
