import { createHash } from 'node:crypto';
import type {
  AuthService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type { RegistryApi } from '@inference-portal/plugin-inference-common';
import { readModels } from './readModels';

/** Everything is collected again after so long, whatever the marks say. */
const COLLECT_ALL_AFTER_MS = 60 * 60 * 1000;

type Task = Parameters<SchedulerServiceTaskRunner['run']>[0];

/**
 * Runs the collating on schedule, and leaves it out while no model has changed: so the schedule may be tight, and what is registered or imported
 * is found soon. What was collated is remembered in the process, as an index in memory is.
 */
export class ChangedModelsRunner implements SchedulerServiceTaskRunner {
  readonly #scheduled: SchedulerServiceTaskRunner;
  readonly #auth: AuthService;
  readonly #registry: Pick<RegistryApi, 'listModels'>;
  readonly #now: () => number;
  #collated: { readonly mark: string; readonly at: number } | null = null;

  constructor(options: {
    scheduled: SchedulerServiceTaskRunner;
    auth: AuthService;
    registry: Pick<RegistryApi, 'listModels'>;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#scheduled = options.scheduled;
    this.#auth = options.auth;
    this.#registry = options.registry;
    this.#now = options.now;
  }

  async run(task: Task): Promise<void> {
    await this.#scheduled.run({
      ...task,
      fn: async signal => {
        const at = this.#now();
        // Before collating: what changes meanwhile is collated next time.
        const mark = await this.#readMark();
        const isOld =
          this.#collated === null ||
          at - this.#collated.at >= COLLECT_ALL_AFTER_MS;
        if (isOld || this.#collated?.mark !== mark) {
          await task.fn(signal);
          this.#collated = { mark, at };
        }
      },
    });
  }

  /** Differs when a model was registered, described otherwise, got a version or an alias, or lost one to retirement. */
  async #readMark(): Promise<string> {
    const hash = createHash('sha256');
    for await (const model of readModels(this.#registry, this.#auth)) {
      const { namespace, name, changedAt, versions, title, owner } = model;
      hash.update(
        JSON.stringify([namespace, name, changedAt, versions, title, owner]),
      );
    }
    return hash.digest('base64url');
  }
}
