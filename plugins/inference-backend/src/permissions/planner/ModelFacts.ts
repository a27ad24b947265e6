import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  GpuPlanRequest,
  ModelVersionDetail,
} from '@inference-portal/plugin-inference-common';
import type {
  ArchitectureFacts,
  WeightFormat,
} from '../../decide/planner/architecture';
import {
  findKnownModel,
  formatOfName,
} from '../../decide/planner/findKnownModel';
import type { FoundFacts } from '../../decide/planner/readDeployment';
import type { RegistryStore, VersionCandidate } from '../../record';
import type { ReadAccess, RegistryAccess } from '../registry/RegistryAccess';

/** Reads facts of a model at a hub by its id; null when the hub does not answer or does not know it. */
export type HubFacts = (id: string) => Promise<ArchitectureFacts | null>;

/** What a version says of how its weights are stored. */
function storedAs({
  quantization,
  precision,
}: Pick<
  ModelVersionDetail,
  'quantization' | 'precision'
>): WeightFormat | null {
  return formatOfName(`${quantization ?? ''} ${precision ?? ''}`);
}

const newestFirst = (a: VersionCandidate, b: VersionCandidate) =>
  (b.orderedAt ?? 0) - (a.orderedAt ?? 0);

/** Finds what the registry, and a hub, tell of a model that is to be planned. */
export class ModelFacts {
  readonly #store: Pick<
    RegistryStore,
    'findCandidates' | 'findModel' | 'findVersion'
  >;
  readonly #access: Pick<RegistryAccess, 'getReadAccess'>;
  readonly #hub: HubFacts | null;

  constructor(options: {
    store: Pick<RegistryStore, 'findCandidates' | 'findModel' | 'findVersion'>;
    access: Pick<RegistryAccess, 'getReadAccess'>;
    hub: HubFacts | undefined;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#hub = options.hub ?? null;
  }

  /** The strongest first. Models that the caller may not read tell nothing. */
  async find(
    model: GpuPlanRequest['model'],
    credentials: BackstageCredentials,
  ): Promise<readonly FoundFacts[]> {
    const registered = await this.#findRegistered(model.id, credentials);
    const isTold =
      (model.architecture?.layers ?? null) !== null ||
      (model.config ?? null) !== null;
    const ids = [model.id, ...(registered?.alsoKnownAs ?? [])];
    if (this.#hub === null || isTold || ids.some(findKnownModel)) {
      return registered ? [registered] : [];
    }
    for (const id of ids) {
      const facts = await this.#hub(id);
      if (facts) {
        return [
          ...(registered ? [registered] : []),
          { source: 'hub', facts, alsoKnownAs: [id] },
        ];
      }
    }
    return registered ? [registered] : [];
  }

  async #findRegistered(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<FoundFacts | null> {
    const access = await this.#readAccess(credentials);
    if (access === null) return null;
    const [namespace = '', name = '', ...rest] = id.split('/');
    const candidates = await this.#store.findCandidates({
      models: rest.length === 0 && name ? [{ namespace, name }] : [],
      digests: [],
      sources: [],
      sourceIds: [id],
    });
    for (const candidate of [...candidates].sort(newestFirst)) {
      const model = await this.#store.findModel(candidate.model);
      if (model && access.allows(model)) {
        const version =
          candidate.version === null
            ? undefined
            : await this.#store.findVersion(candidate.model, candidate.version);
        return {
          source: 'registry',
          facts: version
            ? {
                parametersBillions:
                  version.parameters === null ? null : version.parameters / 1e9,
                maxContext: version.contextLength,
                storedAs: storedAs(version),
              }
            : {},
          alsoKnownAs: candidate.sourceIds,
        };
      }
    }
    return null;
  }

  async #readAccess(
    credentials: BackstageCredentials,
  ): Promise<ReadAccess | null> {
    try {
      return await this.#access.getReadAccess(credentials);
    } catch (error) {
      if (error instanceof NotAllowedError) return null;
      throw error;
    }
  }
}
