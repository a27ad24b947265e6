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
import { MlflowApi } from './MlflowApi';
import type { MlflowVersion, RegisteredModel } from './mlflowSchemas';
import { toImportedModel } from './toImportedModel';

const PARALLEL = 4;

/**
 * Models of an MLflow registry. Each import lists the registered models; versions and runs are read of those only whose listing (timestamp of
 * the last change, description, tags, aliases) differs from the last import, because MLflow moves aliases and sets tags without touching a
 * timestamp. A change to a version alone, such as a tag on it, is found when everything is verified.
 */
export class MlflowSource implements RegistrySource {
  readonly type = 'mlflow';
  readonly name: string;
  readonly url: string;
  readonly #settings: RegistrySettings;
  readonly #api: MlflowApi;
  readonly #now: () => InstantMs;

  constructor(
    settings: RegistrySettings,
    options: HttpTimings & { readonly now?: () => InstantMs } = {},
  ) {
    this.name = settings.name;
    this.url = settings.connection.url;
    this.#settings = settings;
    this.#api = new MlflowApi(new RegistryHttp(settings.connection, options));
    this.#now = options.now ?? (() => Date.now() as InstantMs);
  }

  findVersion(signal: AbortSignal): Promise<string | null> {
    return this.#api.findVersion(signal);
  }

  async *read(options: {
    readonly bookmark: string | null;
    readonly signal: AbortSignal;
  }): AsyncGenerator<ImportPage> {
    let experiments: readonly string[] | null = null;
    const settings = this.#settings;
    yield* readChangedModels({
      ...options,
      settings,
      now: this.#now(),
      list: async signal => {
        const { models, problems } = await this.#api.listModels(signal);
        return {
          problems,
          isComplete: problems.length === 0,
          models: models.filter(isModel).map(model => ({
            name: model.name,
            mark: markOf(model),
            model,
          })),
        };
      },
      read: async (page, signal) => {
        const listed = await mapParallel(page, PARALLEL, async entry => ({
          ...entry,
          ...(await this.#api.listVersions(entry.listed.name, signal)),
        }));
        const runIds = runIdsOf(listed.flatMap(({ versions }) => versions));
        if (runIds.length > 0) {
          experiments ??= await this.#api.listExperiments(signal);
        }
        const found = await this.#api.findRuns(
          runIds,
          experiments ?? [],
          signal,
        );
        const models = listed.map(
          ({ listed: one, name, versions, problems }) => ({
            listed: one,
            ...toImportedModel(
              {
                model: one.model,
                versions,
                runs: found.runs,
                problems,
              },
              name,
              settings,
            ),
          }),
        );
        return { models, problems: found.problems };
      },
    });
  }
}

/** Prompts are kept as registered models too. */
function isModel({ tags }: RegisteredModel): boolean {
  return !tags.some(
    ({ key, value }) => key === 'mlflow.prompt.is_prompt' && value === 'true',
  );
}

function runIdsOf(versions: readonly MlflowVersion[]): string[] {
  const ids = versions.flatMap(({ run_id: id }) => (id ? [id] : []));
  // They go into a filter, which knows no escape.
  return [...new Set(ids)].filter(id => /^[\w-]+$/.test(id));
}
