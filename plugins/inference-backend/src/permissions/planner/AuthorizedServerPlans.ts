import { InputError } from '@backstage/errors';
import type {
  GpuPlan,
  ModelServerDetail,
  ServerGpuPlan,
} from '@inference-portal/plugin-inference-common';
import {
  comparePlan,
  type ReportedCache,
} from '../../decide/planner/comparePlan';
import { requestOfServer } from '../../decide/planner/requestOfServer';
import { readSpecification } from '../../readiness/readSpecification';
import type { AuthorizedInventory, OnBehalfOf } from '../AuthorizedInventory';
import type { AuthorizedGpuPlans } from './AuthorizedGpuPlans';

/** What the pods of a server say of their KV caches; null when nobody can be asked. Never rejects. */
export type ReadCaches = (
  server: ModelServerDetail,
) => Promise<readonly ReportedCache[] | null>;

const NOBODY =
  'No Prometheus that watches the cluster answers, or the server has no pod.';
const SILENT =
  'The engine exports neither vllm:cache_config_info nor nv_trt_llm_kv_cache_block_metrics with its number of blocks.';

/** What was planned for servers beside what their engines report, for those who may read the servers. */
export class AuthorizedServerPlans {
  readonly #servers: Pick<AuthorizedInventory, 'getServer' | 'listRevisions'>;
  readonly #plans: Pick<AuthorizedGpuPlans, 'plan'>;
  readonly #readCaches: ReadCaches;

  constructor(options: {
    servers: Pick<AuthorizedInventory, 'getServer' | 'listRevisions'>;
    plans: Pick<AuthorizedGpuPlans, 'plan'>;
    readCaches: ReadCaches;
  }) {
    this.#servers = options.servers;
    this.#plans = options.plans;
    this.#readCaches = options.readCaches;
  }

  /** Throws like `AuthorizedInventory.getServer`. */
  async getPlan(
    serverId: string,
    onBehalfOf: OnBehalfOf,
  ): Promise<ServerGpuPlan> {
    const server = await this.#servers.getServer(serverId, onBehalfOf);
    const [{ planned, plannedReason }, reported] = await Promise.all([
      this.#plan(server, onBehalfOf),
      this.#readCaches(server),
    ]);
    const compared = comparePlan(planned, reported ?? []);
    const silence = reported === null ? NOBODY : SILENT;
    return {
      serverId: server.id,
      planned,
      plannedReason,
      ...compared,
      actualReason: compared.actual === null ? silence : null,
    };
  }

  async #plan(
    server: ModelServerDetail,
    onBehalfOf: OnBehalfOf,
  ): Promise<{ planned: GpuPlan | null; plannedReason: string | null }> {
    const { items } = await this.#servers.listRevisions(
      server.id,
      { limit: 1 },
      onBehalfOf,
    );
    const { engine } = readSpecification(server.kind, items[0]?.spec);
    const asked = requestOfServer(server, engine);
    if (asked.status === 'unknown') {
      return { planned: null, plannedReason: asked.reason };
    }
    try {
      const planned = await this.#plans.plan(
        asked.request,
        onBehalfOf.credentials,
      );
      return { planned, plannedReason: null };
    } catch (error) {
      if (error instanceof InputError) {
        return { planned: null, plannedReason: error.message };
      }
      throw error;
    }
  }
}
