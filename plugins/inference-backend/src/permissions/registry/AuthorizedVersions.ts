import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  inferenceModelRegisterPermission,
  inferenceModelRetirePermission,
  type EvaluationMetric,
  type LineageLink,
  type Model,
  type ModelRef,
  type ModelVersion,
  type ModelVersionDetail,
  type Page,
  type VersionState,
} from '@inference-portal/plugin-inference-common';
import type {
  AppendOutcome,
  RegistryStore,
  VersionContent,
} from '../../record';
import { writerOf, type Caller } from './Caller';
import type { ModelReader } from './ModelReader';
import { conflictOf, cycleOf } from './outcomeErrors';
import type { RegistryAccess } from './RegistryAccess';
import type { RegistryRules } from './RegistryRules';

/** A version after a write, and whether the write made it. */
export interface RegisteredVersion {
  readonly created: boolean;
  readonly version: ModelVersionDetail;
}

/** Versions of models, as far as the caller may read and write them. */
export class AuthorizedVersions {
  readonly #store: RegistryStore;
  readonly #access: RegistryAccess;
  readonly #reader: ModelReader;
  readonly #rules: RegistryRules;
  readonly #onChange: () => void;
  readonly #now: () => number;

  constructor(options: {
    store: RegistryStore;
    access: RegistryAccess;
    reader: ModelReader;
    rules: RegistryRules;
    /** Told after every write. */
    onChange: () => void;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#reader = options.reader;
    this.#rules = options.rules;
    this.#onChange = options.onChange;
    this.#now = options.now;
  }

  async listVersions(
    ref: ModelRef,
    options: {
      state?: VersionState;
      text?: string;
      limit: number;
      cursor?: string;
    },
    credentials: BackstageCredentials,
  ): Promise<Page<ModelVersion>> {
    await this.#reader.getReadableNames(ref, credentials);
    return this.#store.listVersions(ref, options);
  }

  async searchVersions(
    options: { text?: string; digest?: string; limit: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<Page<ModelVersion>> {
    const { filter } = await this.#access.getReadAccess(credentials);
    return this.#store.searchVersions({ ...options, filter });
  }

  /** `version` may be `@alias`. Throws `NotFoundError` or `NotAllowedError`. */
  async getVersion(
    ref: ModelRef,
    version: string,
    credentials: BackstageCredentials,
  ): Promise<ModelVersionDetail> {
    const model = await this.#reader.getReadableNames(ref, credentials);
    return this.#getVersion(model, version);
  }

  /** Throws `ConflictError` that lists what differs from the version registered under this name. */
  async registerVersion(
    ref: ModelRef,
    content: VersionContent,
    caller: Caller,
  ): Promise<RegisteredVersion> {
    const model = await this.#checkRegister(ref, caller);
    const outcome = await this.#store.registerVersion(
      model,
      content,
      writerOf(caller, this.#now),
    );
    switch (outcome.status) {
      case 'registered':
        this.#onChange();
        break;
      case 'unchanged':
        break;
      case 'conflict':
        throw conflictOf(
          `Version ${content.version} of ${model.namespace}/${model.name} is registered with other content, and versions are immutable`,
          outcome.differences,
          'Register what changed as a new version',
        );
      case 'cycle':
        throw cycleOf(outcome.path);
      case 'no-model':
        throw new NotFoundError(
          `Model ${model.namespace}/${model.name} is gone: register it with POST /models`,
        );
      default:
        outcome satisfies never;
    }
    return {
      created: outcome.status === 'registered',
      version: await this.#getVersion(model, content.version),
    };
  }

  async addMetrics(
    ref: ModelRef,
    version: string,
    metrics: readonly EvaluationMetric[],
    caller: Caller,
  ): Promise<ModelVersionDetail> {
    const model = await this.#checkRegister(ref, caller);
    const { version: name } = await this.#getVersion(model, version);
    const outcome = await this.#store.addMetrics(
      model,
      name,
      metrics,
      writerOf(caller, this.#now),
    );
    return this.#afterAppend(model, name, outcome);
  }

  async addLineage(
    ref: ModelRef,
    version: string,
    lineage: readonly LineageLink[],
    caller: Caller,
  ): Promise<ModelVersionDetail> {
    const model = await this.#checkRegister(ref, caller);
    const { version: name } = await this.#getVersion(model, version);
    const outcome = await this.#store.addLineage(
      model,
      name,
      lineage,
      writerOf(caller, this.#now),
    );
    return this.#afterAppend(model, name, outcome);
  }

  /** Throws `ConflictError` for a version that a protected alias points to. */
  async setRetirement(
    ref: ModelRef,
    version: string,
    retirement: { readonly retired: boolean; readonly reason: string },
    caller: Caller,
  ): Promise<ModelVersionDetail> {
    const model = await this.#reader.getReadable(ref, caller.credentials);
    await this.#access.checkWrite(
      caller,
      inferenceModelRetirePermission,
      model,
      retirement.retired ? 'retire versions of' : 'take back versions of',
    );
    const { version: name } = await this.#getVersion(model, version);
    const outcome = await this.#store.setRetirement(
      model,
      name,
      {
        ...retirement,
        unlessHeldBy: this.#rules.protectedAliases.map(({ alias }) => alias),
      },
      writerOf(caller, this.#now),
    );
    if (outcome.status === 'held') {
      throw new ConflictError(
        `Version ${name} of ${model.namespace}/${model.name} is ${outcome.alias}, which is protected: move ${outcome.alias} to another version first`,
      );
    }
    if (outcome.status === 'changed') {
      this.#onChange();
    }
    return this.#getVersion(model, name);
  }

  async #checkRegister(ref: ModelRef, caller: Caller): Promise<Model> {
    const model = await this.#reader.getReadable(ref, caller.credentials);
    await this.#access.checkWrite(
      caller,
      inferenceModelRegisterPermission,
      model,
      'register versions of',
    );
    return model;
  }

  async #afterAppend(
    model: Model,
    version: string,
    outcome: AppendOutcome,
  ): Promise<ModelVersionDetail> {
    switch (outcome.status) {
      case 'added':
        this.#onChange();
        break;
      // A version that was read before does not go away.
      case 'no-version':
      case 'unchanged':
        break;
      case 'conflict':
        throw conflictOf(
          `Version ${version} of ${model.namespace}/${model.name} has these results with other values`,
          outcome.differences,
          'Give a result of a later evaluation its own time in `at`',
        );
      case 'cycle':
        throw cycleOf(outcome.path);
      default:
        outcome satisfies never;
    }
    return this.#getVersion(model, version);
  }

  async #getVersion(
    model: ModelRef,
    version: string,
  ): Promise<ModelVersionDetail> {
    const found = await this.#store.findVersion(model, version);
    if (!found) {
      const name = `${model.namespace}/${model.name}`;
      throw new NotFoundError(
        version.startsWith('@')
          ? `${name} has no alias ${version.slice(
              1,
            )}: take aliases from GET /models/${name}`
          : `${name} has no version ${version}: take versions from GET /models/${name}/versions`,
      );
    }
    return found;
  }
}
