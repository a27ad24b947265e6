import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  inferenceModelCreatePermission,
  inferenceModelRegisterPermission,
  type Model,
  type ModelRef,
  type Page,
  type RegistryConflict,
} from '@inference-portal/plugin-inference-common';
import { modelKey } from '../../decide/registry/nodeId';
import type {
  ModelDescription,
  ModelFilter,
  RegistryStore,
} from '../../record';
import { writerOf, type Caller } from './Caller';
import type { ModelReader } from './ModelReader';
import { bothFilters, findReadableModels } from './readableModels';
import type { RegistryAccess } from './RegistryAccess';

/** A description of which only some fields are stated. */
export type StatedDescription = Partial<ModelDescription>;

const EMPTY: Omit<ModelDescription, 'owner'> = {
  title: null,
  description: null,
  homepage: null,
  tags: [],
  sourceIds: [],
};

function comparable(value: string | null | readonly string[]): string {
  return JSON.stringify(
    typeof value === 'string' || value === null ? value : [...value].sort(),
  );
}

/** Stated fields in which a registered model differs, as `field: recorded → offered`. */
function differencesOf(model: Model, offered: StatedDescription): string[] {
  const fields = [
    'owner',
    'title',
    'description',
    'homepage',
    'tags',
    'sourceIds',
  ] as const;
  return fields.flatMap(field => {
    const value = offered[field];
    const recorded = comparable(model[field]);
    return value === undefined || recorded === comparable(value)
      ? []
      : [`${field}: ${recorded} → ${comparable(value)}`];
  });
}

/** The models, as far as the caller may read and write them. */
export class AuthorizedModels {
  readonly #store: RegistryStore;
  readonly #access: RegistryAccess;
  readonly #reader: ModelReader;
  readonly #onChange: () => void;
  readonly #now: () => number;

  constructor(options: {
    store: RegistryStore;
    access: RegistryAccess;
    reader: ModelReader;
    /** Told after every write. */
    onChange: () => void;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#reader = options.reader;
    this.#onChange = options.onChange;
    this.#now = options.now;
  }

  /** Models that the caller may read and `filter` lets through. Throws `NotAllowedError` when they may read none. */
  async listModels(
    options: { filter: ModelFilter | null; limit: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<Page<Model>> {
    const access = await this.#access.getReadAccess(credentials);
    const page = await this.#store.listModels({
      ...options,
      filter: bothFilters(access.filter, options.filter),
    });
    return {
      ...page,
      items: page.items.map(model => this.#reader.withProtection(model)),
    };
  }

  /** Throws `NotFoundError`, or `NotAllowedError` when the caller may not read the model. */
  async getModel(
    ref: ModelRef,
    credentials: BackstageCredentials,
  ): Promise<Model> {
    return this.#reader.getReadable(ref, credentials);
  }

  /**
   * Registers a model. Fields that are not stated agree with whatever is registered. Throws `ConflictError` when the model is there
   * already and a stated field differs, `NotAllowedError` when the caller may not register it for this owner.
   */
  async createModel(
    ref: ModelRef,
    stated: StatedDescription & { readonly owner: string },
    caller: Caller,
  ): Promise<{ created: boolean; model: Model }> {
    await this.#access.checkBasic(
      caller,
      inferenceModelCreatePermission,
      'register models',
    );
    if (!this.#access.owns(caller, stated.owner)) {
      throw new NotAllowedError(
        `You may not register ${ref.namespace}/${ref.name} for ${stated.owner}: name yourself or a group that you are in as owner`,
      );
    }
    const { created, model } = await this.#store.createModel(
      ref,
      { ...EMPTY, ...stated },
      writerOf(caller, this.#now),
    );
    if (created) {
      this.#onChange();
      return { created, model: this.#reader.withProtection(model) };
    }
    await this.#access.checkRead(caller.credentials, model);
    const differences = differencesOf(model, stated);
    if (differences.length > 0) {
      throw new ConflictError(
        `Model ${model.namespace}/${
          model.name
        } is registered already and differs: ${differences.join(
          '; ',
        )}. Change it with PATCH /models/${model.namespace}/${model.name}`,
      );
    }
    return { created, model: this.#reader.withProtection(model) };
  }

  /** Changes what describes a model. Throws `NotFoundError` or `NotAllowedError`. */
  async updateModel(
    ref: ModelRef,
    change: StatedDescription,
    caller: Caller,
  ): Promise<Model> {
    const before = await this.#reader.getReadable(ref, caller.credentials);
    await this.#access.checkWrite(
      caller,
      inferenceModelRegisterPermission,
      before,
      'change',
    );
    await this.#store.updateModel(ref, change, writerOf(caller, this.#now));
    this.#onChange();
    return this.#reader.getModel(ref);
  }

  /** Open conflicts of one model, or of all that the caller may read. */
  async listConflicts(
    ref: ModelRef | undefined,
    credentials: BackstageCredentials,
  ): Promise<RegistryConflict[]> {
    if (ref) {
      await this.#reader.getReadable(ref, credentials);
      return [...(await this.#store.listConflicts({ model: ref }))];
    }
    const access = await this.#access.getReadAccess(credentials);
    const conflicts = await this.#store.listConflicts({});
    const readable = await findReadableModels(
      this.#store,
      access.filter,
      conflicts.map(({ model }) => model),
    );
    return conflicts.filter(({ model }) => readable.has(modelKey(model)));
  }
}
