import type { z } from 'zod';
import { readPages } from '../http/readPages';
import type { RegistryHttp } from '../http/RegistryHttp';
import { RegistryRequestError } from '../http/RegistryRequestError';
import { parseItems } from '../parseItems';
import {
  experimentPage,
  modelPage,
  modelVersion,
  registeredModel,
  run,
  runPage,
  versionPage,
  type MlflowRun,
  type MlflowVersion,
  type RegisteredModel,
} from './mlflowSchemas';

const API = '/api/2.0/mlflow';
const MODELS_A_PAGE = 500;
const VERSIONS_A_PAGE = 1000;
/** Ids of runs in one filter. */
const RUNS_A_SEARCH = 100;
/** Experiments in one search; a server may have thousands. */
const EXPERIMENTS_A_SEARCH = 1000;

/** The part of MLflow's REST API 2.0 that is read. */
export class MlflowApi {
  readonly #http: RegistryHttp;

  constructor(http: RegistryHttp) {
    this.#http = http;
  }

  /** All registered models, ordered by name. */
  async listModels(
    signal: AbortSignal,
  ): Promise<{ models: RegisteredModel[]; problems: string[] }> {
    const items = await this.#pages(
      `${API}/registered-models/search`,
      { max_results: String(MODELS_A_PAGE), order_by: 'name ASC' },
      modelPage,
      page => page.registered_models,
      signal,
    );
    const { read, problems } = parseItems(items, registeredModel, 'model');
    return { models: read, problems };
  }

  /** All versions of a model. */
  async listVersions(
    model: string,
    signal: AbortSignal,
  ): Promise<{ versions: MlflowVersion[]; problems: string[] }> {
    const items = await this.#pages(
      `${API}/model-versions/search`,
      {
        max_results: String(VERSIONS_A_PAGE),
        filter: `name = ${quote(model)}`,
      },
      versionPage,
      page => page.model_versions,
      signal,
    );
    const { read, problems } = parseItems(items, modelVersion, 'version');
    return { versions: read.filter(({ name }) => name === model), problems };
  }

  /** Ids of all experiments, deleted ones included: runs are only searched within them. */
  async listExperiments(signal: AbortSignal): Promise<string[]> {
    const experiments = await this.#pages(
      `${API}/experiments/search`,
      { max_results: '1000', view_type: 'ALL' },
      experimentPage,
      page => page.experiments,
      signal,
    );
    return experiments.map(({ experiment_id: id }) => id);
  }

  /** Runs by id, a hundred in one request. Those that are gone, or cannot be understood, are missing in the answer. */
  async findRuns(
    runIds: readonly string[],
    experiments: readonly string[],
    signal: AbortSignal,
  ): Promise<{ runs: Map<string, MlflowRun>; problems: string[] }> {
    const runs = new Map<string, MlflowRun>();
    const problems: string[] = [];
    for (const ids of chunksOf(runIds, RUNS_A_SEARCH)) {
      for (const within of chunksOf(experiments, EXPERIMENTS_A_SEARCH)) {
        const { runs: items } = await this.#http.json(
          {
            url: `${API}/runs/search`,
            json: {
              experiment_ids: within,
              filter: `attributes.run_id IN (${ids.map(quote).join(', ')})`,
              run_view_type: 'ALL',
              max_results: RUNS_A_SEARCH,
            },
            signal,
          },
          runPage,
        );
        const found = parseItems(items, run, 'run');
        found.read.forEach(one => runs.set(one.info.run_id, one));
        problems.push(...found.problems);
      }
    }
    return { runs, problems };
  }

  /** Version that the server tells of itself; null when it does not. */
  async findVersion(signal: AbortSignal): Promise<string | null> {
    const answer = await this.#http.send({ url: '/version', signal });
    const text = answer.body.toString('utf8', 0, 100).trim();
    return answer.status === 200 && /^\d[\w.+-]*$/.test(text) ? text : null;
  }

  #pages<Page extends { next_page_token?: string }, Item>(
    url: string,
    fixed: Record<string, string>,
    schema: z.ZodType<Page>,
    itemsOf: (page: Page) => readonly Item[],
    signal: AbortSignal,
  ): Promise<Item[]> {
    return readPages(
      async token => {
        const params = new URLSearchParams(fixed);
        if (token !== null) {
          params.set('page_token', token);
        }
        const page = await this.#http.json({ url, params, signal }, schema);
        return { items: itemsOf(page), next: page.next_page_token ?? null };
      },
      () =>
        new RegistryRequestError(
          'nonsense',
          `${
            this.#http.connection.url
          }${url} answers the same page token again.`,
          'Look for a cache in front of that server.',
        ),
    );
  }
}

/** A literal of MLflow's filters, which know no escape: a name with both quotes cannot be asked for. */
function quote(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', '')}"` : `'${text}'`;
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
