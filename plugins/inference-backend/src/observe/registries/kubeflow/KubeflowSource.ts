import type {
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../types';
import { RegistryHttp, type HttpTimings } from '../http/RegistryHttp';
import { markOf } from '../ImportMarks';
import { mapParallel } from '../parallel';
import { readChangedModels } from '../readChangedModels';
import type { RegistrySettings } from '../registryConfig';
import { toVersionName } from '../versionNames';
import { KubeflowApi } from './KubeflowApi';
import type { KubeflowVersion } from './kubeflowSchemas';
import { toImportedModel } from './toImportedModel';

const PARALLEL = 4;

/**
 * Models of Kubeflow Hub (formerly Kubeflow Model Registry). Each import lists models and versions; artifacts are read of those models only that
 * changed in one of them. A change to an artifact alone is found when everything is verified.
 */
export class KubeflowSource implements RegistrySource {
  readonly type = 'kubeflow';
  readonly name: string;
  readonly url: string;
  readonly #settings: RegistrySettings;
  readonly #api: KubeflowApi;
  readonly #now: () => InstantMs;

  constructor(
    settings: RegistrySettings,
    options: HttpTimings & { readonly now?: () => InstantMs } = {},
  ) {
    this.name = settings.name;
    this.url = settings.connection.url;
    this.#settings = settings;
    this.#api = new KubeflowApi(new RegistryHttp(settings.connection, options));
    this.#now = options.now ?? (() => Date.now() as InstantMs);
  }

  /** The API does not tell the version of the server. */
  async findVersion(): Promise<string | null> {
    return null;
  }

  async *read(options: {
    readonly bookmark: string | null;
    readonly signal: AbortSignal;
  }): AsyncGenerator<ImportPage> {
    const settings = this.#settings;
    yield* readChangedModels({
      ...options,
      settings,
      now: this.#now(),
      list: async signal => {
        const models = await this.#api.listModels(signal);
        const versions = await this.#api.listVersions(signal);
        const byModel = new Map<string, KubeflowVersion[]>();
        for (const version of versions.read) {
          const { registeredModelId: id } = version;
          const known = byModel.get(id);
          if (known) {
            known.push(version);
          } else {
            byModel.set(id, [version]);
          }
        }
        const problems = [...models.problems, ...versions.problems];
        return {
          problems,
          isComplete: problems.length === 0,
          models: models.read.map(model => {
            const own = byModel.get(model.id) ?? [];
            return {
              name: model.name,
              mark: markOf([model, own]),
              model,
              versions: own,
              // What cannot be understood may be any of those that are missing.
              present:
                versions.problems.length === 0
                  ? own.flatMap(version => toVersionName(version.name) ?? [])
                  : undefined,
            };
          }),
        };
      },
      read: async (page, signal) => ({
        problems: [],
        models: await mapParallel(page, 1, async ({ listed, name }) => {
          const versions = await mapParallel(
            listed.versions,
            PARALLEL,
            async version => {
              const { read, problems } = await this.#api.listArtifacts(
                version.id,
                signal,
              );
              return { version, artifacts: read, problems };
            },
          );
          const { model, complete } = toImportedModel(
            listed.model,
            versions,
            name,
            settings,
          );
          return {
            listed,
            complete,
            model: model && { ...model, present: listed.present },
          };
        }),
      }),
    });
  }
}
