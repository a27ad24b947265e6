import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { RegistryStore } from '../../record';
import type { RegistryAccess } from './RegistryAccess';
import { findProtection, type RegistryRules } from './RegistryRules';

function notRegistered({ namespace, name }: ModelRef): NotFoundError {
  return new NotFoundError(
    `No model is registered as ${namespace}/${name}: take names from GET /models`,
  );
}

/** Reads single models for the services that decide who may do what with them. */
export class ModelReader {
  readonly #store: RegistryStore;
  readonly #access: RegistryAccess;
  readonly #rules: RegistryRules;

  constructor(options: {
    store: RegistryStore;
    access: RegistryAccess;
    rules: RegistryRules;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#rules = options.rules;
  }

  /** The model, whoever asks. Throws `NotFoundError`. */
  async getModel(ref: ModelRef): Promise<Model> {
    const model = await this.#store.findModel(ref);
    if (!model) {
      throw notRegistered(ref);
    }
    return this.withProtection(model);
  }

  /** As `getReadable`, for those who need only the names, which are much faster to read. */
  async getReadableNames(
    ref: ModelRef,
    credentials: BackstageCredentials,
  ): Promise<ModelRef> {
    const { filter } = await this.#access.getReadAccess(credentials);
    if (filter !== null) {
      return this.getReadable(ref, credentials);
    }
    const names = await this.#store.findModelNames(ref);
    if (!names) {
      throw notRegistered(ref);
    }
    return names;
  }

  /** Throws `NotFoundError`, or `NotAllowedError` when the caller may not read the model. */
  async getReadable(
    ref: ModelRef,
    credentials: BackstageCredentials,
  ): Promise<Model> {
    // Asked before, so that who may read nothing does not learn which names exist.
    const access = await this.#access.getReadAccess(credentials);
    const model = await this.getModel(ref);
    if (!access.allows(model)) {
      await this.#access.checkRead(credentials, model);
    }
    return model;
  }

  /** Says which aliases the configuration protects; the record does not know. */
  withProtection(model: Model): Model {
    return {
      ...model,
      aliases: model.aliases.map(state => ({
        ...state,
        protected: findProtection(this.#rules, state.alias) !== undefined,
      })),
    };
  }
}
