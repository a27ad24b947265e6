import { fleet, runIndexOf, sourceOf, VERSIONS } from './fleet';
import type { RegisteredModel, TrainingRun } from './fleet';

const PARALLEL = 8;

async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const run = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, run));
}

/** Writes to a real MLflow through its REST API, as its own clients do. */
export class MlflowClient {
  readonly #url: string;
  /** Ids of runs by model and number. */
  readonly runIds = new Map<string, string[]>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Registers the whole fleet. */
  async fill(): Promise<void> {
    const { experiment_id: experiment } = await this.post(
      'experiments/create',
      { name: 'training' },
    );
    await inParallel(fleet, async model => {
      const ids: string[] = [];
      for (const run of model.runs) {
        ids.push(await this.#train(String(experiment), run));
      }
      this.runIds.set(model.name, ids);
      await this.#register(model);
    });
  }

  async #train(experiment: string, run: TrainingRun): Promise<string> {
    const answer = await this.post('runs/create', {
      experiment_id: experiment,
      start_time: run.startedAt,
      tags: [
        { key: 'mlflow.user', value: run.user },
        { key: 'mlflow.source.git.commit', value: run.commit },
        {
          key: 'mlflow.source.git.repoURL',
          value: `https://ci:s3cr3t-t0ken@git.example.com/ml/training.git`,
        },
      ],
    });
    const { run_id: id } = (answer.run as { info: { run_id: string } }).info;
    const timestamp = run.startedAt + 60_000;
    await this.post('runs/log-batch', {
      run_id: id,
      metrics: [
        { key: 'accuracy', value: run.accuracy, timestamp, step: 1 },
        { key: 'loss', value: run.loss, timestamp, step: 1 },
        // As of a division by nothing: absent in the import, never 0.
        { key: 'drift', value: 'NaN', timestamp, step: 1 },
      ],
      params: [{ key: 'learning_rate', value: run.learningRate }],
    });
    await this.post('runs/log-inputs', {
      run_id: id,
      datasets: [
        {
          tags: [],
          dataset: { ...run.dataset, source_type: 's3', source: '{}' },
        },
      ],
    });
    return id;
  }

  async #register(model: RegisteredModel): Promise<void> {
    await this.post('registered-models/create', {
      name: model.name,
      description: model.description,
      tags: [{ key: 'license', value: model.license }],
    });
    for (let version = 1; version <= VERSIONS; version += 1) {
      await this.createVersion(model.name, version);
    }
    for (const [alias, version] of Object.entries(model.aliases)) {
      await this.setAlias(model.name, alias, version);
    }
  }

  /** MLflow counts versions itself: `version` has to be the next one. */
  async createVersion(model: string, version: number): Promise<void> {
    await this.post('model-versions/create', {
      name: model,
      source: sourceOf(model, version),
      run_id:
        this.runIds.get(model)?.[
          Math.min(runIndexOf(version), runIndexOf(VERSIONS))
        ],
      description: `Checkpoint ${version} of ${model}.`,
      tags: [
        { key: 'format', value: 'safetensors' },
        { key: 'base_model', value: 'Qwen/Qwen3-0.6B' },
        { key: 'parameters', value: '0.6B' },
      ],
    });
  }

  async setAlias(model: string, alias: string, version: number): Promise<void> {
    await this.post('registered-models/alias', {
      name: model,
      alias,
      version: String(version),
    });
  }

  /** For good: MLflow never gives the number to another version, and takes its aliases away. */
  async deleteVersion(model: string, version: number): Promise<void> {
    await this.#send('DELETE', 'model-versions/delete', {
      name: model,
      version: String(version),
    });
  }

  async deleteModel(name: string): Promise<void> {
    await this.#send('DELETE', 'registered-models/delete', { name });
  }

  post(path: string, body: unknown): Promise<Record<string, unknown>> {
    return this.#send('POST', path, body);
  }

  async #send(
    method: 'POST' | 'DELETE',
    path: string,
    body: unknown,
  ): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}/api/2.0/mlflow/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }
}
