import type {
  ImportPage,
  RegistrySource,
  RememberedVersion,
} from '@inference-portal/plugin-inference-node';
import { findAliasProblem } from '../../../decide/registry/names';
import type { InstantMs } from '../../../types';
import { describeModel } from '../describeModel';
import { RegistryHttp, type HttpTimings } from '../http/RegistryHttp';
import { RegistryRequestError } from '../http/RegistryRequestError';
import { markOf } from '../ImportMarks';
import { mapParallel } from '../parallel';
import {
  readChangedModels,
  type ListedModel,
  type ReadModel,
} from '../readChangedModels';
import type { RegistrySettings, WrittenRegistry } from '../registryConfig';
import { toNewVersion, type VersionDraft } from '../VersionDraft';
import { HubApi } from './HubApi';
import { toHubVersion } from './toHubVersion';

const PARALLEL = 4;
const MAIN = 'main';

interface ListedHubModel extends ListedModel {
  /** Branches and tags to their commit; null when it was not asked for yet. */
  readonly revisions: ReadonlyMap<string, string | null>;
  readonly problems: readonly string[];
  /** True when the Hub says that there is no such model. */
  readonly isGone: boolean;
}

/**
 * Models of a Hugging Face Hub or a mirror. A commit is a version; a branch is an alias, which moves when the branch does, while the commit that it pointed to
 * stays a version, as long as the Hub has it. History before the first import is not fetched.
 */
export class HuggingFaceSource implements RegistrySource {
  readonly type = 'hugging-face';
  readonly name: string;
  readonly url: string;
  readonly #settings: RegistrySettings;
  readonly #models: readonly string[];
  readonly #organizations: readonly string[];
  readonly #api: HubApi;
  readonly #now: () => InstantMs;

  constructor(
    settings: RegistrySettings,
    written: Pick<WrittenRegistry<'hugging-face'>, 'models' | 'organizations'>,
    options: HttpTimings & { readonly now?: () => InstantMs } = {},
  ) {
    this.name = settings.name;
    this.url = settings.connection.url;
    this.#settings = settings;
    this.#models = written.models ?? [];
    this.#organizations = written.organizations ?? [];
    this.#api = new HubApi(new RegistryHttp(settings.connection, options));
    this.#now = options.now ?? (() => Date.now() as InstantMs);
  }

  /** The Hub tells no version. */
  async findVersion(): Promise<string | null> {
    return null;
  }

  async *read(options: {
    readonly bookmark: string | null;
    readonly signal: AbortSignal;
  }): AsyncGenerator<ImportPage> {
    yield* readChangedModels<ListedHubModel>({
      ...options,
      settings: this.#settings,
      now: this.#now(),
      list: signal => this.#list(signal),
      examine: (page, signal) =>
        mapParallel(page, PARALLEL, one => this.#examine(one, signal)),
      read: async (page, signal) => {
        const gone = page.filter(({ listed }) => listed.isGone);
        const rest = page.filter(({ listed }) => !listed.isGone);
        return {
          problems: gone.flatMap(({ listed }) => listed.problems),
          models: [
            ...gone.map(({ listed }) => ({
              listed,
              complete: true,
              model: null,
            })),
            ...(await mapParallel(rest, PARALLEL, async entry => ({
              listed: entry.listed,
              ...(await this.#readModel(entry.listed, entry.name, signal)),
            }))),
          ],
        };
      },
    });
  }

  async findGone(
    model: string,
    versions: readonly RememberedVersion[],
    signal: AbortSignal,
  ): Promise<readonly string[] | null> {
    const gone: string[] = [];
    for (const { version } of versions) {
      const found = await this.#api.findCommit(model, version, signal);
      if (found === 'unknown') {
        return null;
      }
      if (found === 'no-model') {
        return versions.map(one => one.version);
      }
      if (found === 'no-commit') {
        gone.push(version);
      }
    }
    return gone;
  }

  async #list(signal: AbortSignal) {
    const revisions = new Map<string, Map<string, string | null>>();
    const add = (name: string, revision: string, sha: string | null) => {
      const known = revisions.get(name) ?? new Map<string, string | null>();
      revisions.set(name, known.set(revision, known.get(revision) ?? sha));
    };
    const problems: string[] = [];
    for (const owner of this.#organizations) {
      try {
        for (const { name, sha } of await this.#api.listOrganization(
          owner,
          signal,
        )) {
          add(name, MAIN, sha);
        }
      } catch (error) {
        problems.push(problemOf(error));
      }
    }
    for (const id of this.#models) {
      const [name = id, revision = MAIN] = id.split('@');
      add(name, revision, null);
    }
    return {
      problems,
      isComplete: problems.length === 0,
      models: [...revisions].map(([name, known]) => ({
        name,
        // Of organizations the list tells the commits.
        mark: [...known.values()].includes(null) ? null : markOf([...known]),
        revisions: known,
        problems: [],
        isGone: false,
      })),
    };
  }

  async #examine(
    listed: ListedHubModel,
    signal: AbortSignal,
  ): Promise<ListedHubModel> {
    if (listed.mark !== null) {
      return listed;
    }
    const revisions = new Map<string, string>();
    const problems: string[] = [];
    let isGone = false;
    for (const [revision, known] of listed.revisions) {
      try {
        revisions.set(
          revision,
          known ??
            (await this.#api.findModel(listed.name, revision, signal)).sha,
        );
      } catch (error) {
        problems.push(problemOf(error));
        isGone ||=
          isNotFound(error) &&
          (await this.#api.findCommit(listed.name, revision, signal)) ===
            'no-model';
      }
    }
    return {
      name: listed.name,
      mark: problems.length > 0 ? null : markOf([...revisions]),
      revisions,
      problems,
      isGone,
    };
  }

  async #readModel(
    { name: id, revisions, problems: before }: ListedHubModel,
    name: string,
    signal: AbortSignal,
  ): Promise<ReadModel> {
    const settings = this.#settings;
    const problems = [...before];
    const drafts = new Map<string, VersionDraft>();
    for (const sha of revisions.values()) {
      if (sha !== null && !drafts.has(sha)) {
        try {
          drafts.set(sha, await this.#readVersion(id, sha, signal));
        } catch (error) {
          problems.push(problemOf(error));
        }
      }
    }
    const complete = problems.length === 0;
    const aliases = [...revisions].flatMap(([alias, sha]) =>
      sha !== null && drafts.has(sha) && findAliasProblem(alias) === null
        ? [{ alias, version: sha }]
        : [],
    );
    return {
      complete,
      model: {
        ref: { namespace: settings.namespace, name },
        description: describeModel({
          settings,
          sourceName: id,
          name,
          homepage: `${this.url}/${id}`,
          sourceIds: [id],
        }),
        versions: [...drafts.values()].map(draft =>
          toNewVersion(draft, problems),
        ),
        aliases,
        retired: [],
        problems,
      },
    };
  }

  async #readVersion(
    id: string,
    sha: string,
    signal: AbortSignal,
  ): Promise<VersionDraft> {
    // All or nothing: a version that is registered without its files, as of a gated model, could not be completed later.
    const model = await this.#api.findModel(id, sha, signal);
    return toHubVersion({
      model,
      config: await this.#api.readConfig(id, sha, signal),
      modelCard: await this.#api.readCard(id, sha, signal),
    });
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof RegistryRequestError && error.kind === 'not-found';
}

/** What belongs to one model becomes its problem; a server that is down ends the import, which goes on later. */
function problemOf(error: unknown): string {
  if (
    error instanceof RegistryRequestError &&
    error.kind !== 'unreachable' &&
    error.kind !== 'overloaded'
  ) {
    return error.message;
  }
  throw error;
}
