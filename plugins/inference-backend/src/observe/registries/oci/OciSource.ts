import type {
  ImportPage,
  RegistrySource,
  RememberedVersion,
} from '@inference-portal/plugin-inference-node';
import { findAliasProblem } from '../../../decide/registry/names';
import type { InstantMs } from '../../../types';
import { describeModel } from '../describeModel';
import { RegistryHttp, type HttpTimings } from '../http/RegistryHttp';
import { markOf } from '../ImportMarks';
import { mapParallel } from '../parallel';
import {
  readChangedModels,
  type ListedModel,
  type ReadModel,
} from '../readChangedModels';
import type { RegistrySettings, WrittenRegistry } from '../registryConfig';
import { toNewVersion } from '../VersionDraft';
import { OciApi } from './OciApi';
import { readArtifacts, type Artifact } from './readArtifact';
import { toOciVersion } from './toOciVersion';

const PARALLEL = 4;
/** Artifacts that are remembered between imports. */
const REMEMBERED = 5_000;
/** Tags that tools make of digests: signatures, attestations, referrers. */
const REFERRER_TAG = /^sha(256|512)-[0-9a-f]{64,}/;

interface ListedRepository extends ListedModel {
  /** Digest of each tag; null before they were asked for. */
  readonly tags: ReadonlyMap<string, string> | null;
}

/**
 * Models in an OCI registry, packed as ModelPack has it. A repository is a model, a manifest's digest a version, and tags are aliases or, where they
 * look like version numbers, notes. Each import asks where the tags point now; what they point to is read when that changed.
 */
export class OciSource implements RegistrySource {
  readonly type = 'oci';
  readonly name: string;
  readonly url: string;
  readonly #settings: RegistrySettings;
  readonly #repositories: readonly string[] | null;
  readonly #api: OciApi;
  readonly #now: () => InstantMs;
  readonly #host: string;
  /** Content behind digests, so that a moved tag does not cost reading all others again. */
  readonly #known = new Map<string, Artifact>();

  constructor(
    settings: RegistrySettings,
    written: Pick<WrittenRegistry<'oci'>, 'repositories'>,
    options: HttpTimings & { readonly now?: () => InstantMs } = {},
  ) {
    this.name = settings.name;
    this.url = settings.connection.url;
    this.#settings = settings;
    this.#repositories = written.repositories ?? null;
    this.#now = options.now ?? (() => Date.now() as InstantMs);
    this.#host = new URL(this.url).host;
    this.#api = new OciApi(
      new RegistryHttp(settings.connection, options),
      this.#now,
    );
  }

  findVersion(signal: AbortSignal): Promise<string | null> {
    return this.#api.findVersion(signal);
  }

  async *read(options: {
    readonly bookmark: string | null;
    readonly signal: AbortSignal;
  }): AsyncGenerator<ImportPage> {
    if (this.#known.size > REMEMBERED) {
      this.#known.clear();
    }
    yield* readChangedModels<ListedRepository>({
      ...options,
      settings: this.#settings,
      now: this.#now(),
      list: async signal => {
        const names =
          this.#repositories ?? (await this.#api.listRepositories(signal));
        return {
          models: [...new Set(names)].map(name => ({
            name,
            mark: null,
            tags: null,
          })),
          problems: [],
          isComplete: true,
        };
      },
      examine: (page, signal) =>
        mapParallel(page, PARALLEL, one => this.#examine(one, signal)),
      read: async (page, signal) => {
        const models = await mapParallel(page, 1, async entry => ({
          listed: entry.listed,
          ...(await this.#readRepository(entry.listed, entry.name, signal)),
        }));
        return {
          models,
          problems: models.flatMap(({ ownProblems }) => ownProblems),
        };
      },
    });
  }

  async findGone(
    repository: string,
    versions: readonly RememberedVersion[],
    signal: AbortSignal,
  ): Promise<readonly string[] | null> {
    const gone: string[] = [];
    const place = `oci://${this.#host}/${repository}@`;
    for (const { version, source } of versions) {
      // Imported when this registry had another address: nothing is known of it here.
      const found = source.startsWith(place)
        ? await this.#api.findManifest(
            repository,
            source.slice(place.length),
            signal,
          )
        : 'unknown';
      if (found === 'unknown') {
        return null;
      }
      if (found === 'gone') {
        gone.push(version);
      }
    }
    return gone;
  }

  async #examine(
    { name }: ListedRepository,
    signal: AbortSignal,
  ): Promise<ListedRepository> {
    const names = await this.#api.listTags(name, signal);
    const digests = await mapParallel(
      names.filter(tag => !REFERRER_TAG.test(tag)).sort(),
      PARALLEL,
      async tag => ({
        tag,
        digest: await this.#api.findDigest(name, tag, signal),
      }),
    );
    const tags = digests.flatMap(({ tag, digest }) =>
      digest === null ? [] : [[tag, digest] as const],
    );
    return { name, tags: new Map(tags), mark: markOf(tags) };
  }

  async #readRepository(
    { name: repository, tags }: ListedRepository,
    name: string,
    signal: AbortSignal,
  ): Promise<ReadModel & { readonly ownProblems: readonly string[] }> {
    const settings = this.#settings;
    const tagsOf = new Map<string, string[]>();
    for (const [tag, digest] of tags ?? []) {
      tagsOf.set(digest, [...(tagsOf.get(digest) ?? []), tag]);
    }
    const { artifacts, problems: unread } = await readArtifacts({
      api: this.#api,
      settings,
      repository,
      digests: [...tagsOf.keys()],
      known: this.#known,
      signal,
    });
    const problems = [...unread];
    const versions = [...tagsOf].flatMap(([digest, names]) => {
      const artifact = artifacts.get(digest);
      return artifact?.kind === 'model'
        ? [
            {
              names,
              version: toNewVersion(
                toOciVersion(artifact, {
                  host: this.#host,
                  repository,
                  digest,
                  tags: names,
                }),
                problems,
              ),
            },
          ]
        : [];
    });
    if (versions.length === 0 && this.#repositories !== null) {
      problems.push(
        `${repository} holds no ModelPack artifact (media type application/vnd.cncf.model.… or application/vnd.cnai.model.…); check the name, or remove it from repositories.`,
      );
    }
    if (versions.length === 0 && unread.length === 0) {
      // Most repositories of a shared registry hold other things.
      return { complete: true, model: null, ownProblems: problems };
    }
    return {
      complete: unread.length === 0,
      ownProblems: [],
      model: {
        ref: { namespace: settings.namespace, name },
        description: describeModel({
          settings,
          sourceName: repository,
          name,
          sourceIds: [repository, `${this.#host}/${repository}`],
        }),
        versions: versions.map(({ version }) => version),
        aliases: versions.flatMap(({ names, version }) =>
          names
            .filter(tag => findAliasProblem(tag) === null)
            .map(alias => ({ alias, version: version.version })),
        ),
        retired: [],
        problems,
      },
    };
  }
}
