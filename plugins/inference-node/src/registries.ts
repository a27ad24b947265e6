import type {
  ModelRef,
  NewModel,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';

/** A move of an alias that the source remembers. */
export interface ImportedAliasMove {
  readonly to: string | null;
  /** When, in ms since the Unix epoch, UTC. */
  readonly at: number;
  /** Entity ref of a person, or name of a service. */
  readonly by: string;
  readonly reason: string | null;
  /** The second person, where the source asks for one. */
  readonly approvedBy: string | null;
}

/** A model as another registry has it. */
export interface ImportedModel {
  readonly ref: ModelRef;
  /** What the source calls it, as in `ImportListing`; left out where the source makes no list. */
  readonly id?: string;
  /** Owner as far as the source knows one: an entity ref, or null. */
  readonly description: Omit<NewModel, 'namespace' | 'name' | 'owner'> & {
    readonly owner: string | null;
  };
  readonly versions: readonly NewModelVersion[];
  /** Where aliases point at the source. */
  readonly aliases: readonly {
    readonly alias: string;
    readonly version: string;
    /** Earlier moves, oldest first, for sources that remember them. Taken over when the alias is new to the portal. */
    readonly history?: readonly ImportedAliasMove[];
    /** A move from here that waits for a second person at the source; asked for here as well, where the alias is protected. */
    readonly wish?: Omit<ImportedAliasMove, 'approvedBy'>;
  }[];
  /**
   * All versions that the source has, also those that could not be read. Imported ones that are not among them are retired as gone. Left out when
   * the list may not be complete, or when the source keeps versions that it does not list.
   */
  readonly present?: readonly string[];
  /** Versions that the source calls archived or deleted, with its words. */
  readonly retired: readonly {
    readonly version: string;
    readonly reason: string;
  }[];
  /** What could not be read of this model, and why. */
  readonly problems: readonly string[];
}

/** All that a source has. */
export interface ImportListing {
  /** Ids of all models, those that are not imported too. */
  readonly models: readonly string[];
  /** Asks once more, when something seems to be gone; null when the second list is not complete. */
  listAgain(signal: AbortSignal): Promise<readonly string[] | null>;
}

/** A piece of an import: everything up to here is complete, and reading can go on from `bookmark` after a stop. */
export interface ImportPage {
  readonly models: readonly ImportedModel[];
  /** Opaque; null when the source cannot be resumed. */
  readonly bookmark: string | null;
  /** What could not be read and belongs to none of `models`, and why. */
  readonly problems?: readonly string[];
  /**
   * On the last page, when the list of models was complete: versions of imported models that are not in it are retired as gone. Left out by
   * sources that do not list everything they have.
   */
  readonly listing?: ImportListing;
}

/** A version that was imported from a source. */
export interface RememberedVersion {
  readonly version: string;
  /** Normalised URI. */
  readonly source: string;
  readonly digest: string | null;
}

/** Another registry to import from. It reads only; writing, comparing and conflicts are the portal's. */
export interface RegistrySource {
  /** Name in `inference.registries`; unique. */
  readonly name: string;
  /** `catalog`: the portal's own reading of catalog-info.yaml files; `other` for sources that a module adds. */
  readonly type:
    | 'mlflow'
    | 'kubeflow'
    | 'hugging-face'
    | 'oci'
    | 'catalog'
    | 'other';
  /** Without credentials. */
  readonly url: string;
  /**
   * Reads models page by page, changed ones only when `bookmark` says where the last import ended. Stops when `signal` aborts. Throws when the
   * source cannot be reached or answers nonsense, with a message that says what to do.
   */
  read(options: {
    readonly bookmark: string | null;
    readonly signal: AbortSignal;
  }): AsyncIterable<ImportPage>;
  /**
   * For sources that do not list all versions they have, such as commits that no branch points to any more: which of some versions of the model with
   * that id are gone for certain. Null when that cannot be told, as nothing may be concluded from a refusal or a failure.
   */
  findGone?(
    model: string,
    versions: readonly RememberedVersion[],
    signal: AbortSignal,
  ): Promise<readonly string[] | null>;
  /** Version of the server, for Data sources; null when it does not tell. */
  findVersion(signal: AbortSignal): Promise<string | null>;
}
