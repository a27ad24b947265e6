import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { ArchitectureFacts } from '../../decide/planner/architecture';
import { readConfigJson } from '../../decide/planner/readConfigJson';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../durations';

/** Accounts and names at the hub; what is none is never asked for. */
const HUB_ID = /^[\w-][\w.-]{0,95}\/[\w-][\w.-]{0,95}$/;
/** No config.json is nearly as large. */
const LARGEST_ANSWER = 1024 * 1024;
/** What the hub told changes hardly ever; that it did not answer may. */
const TOLD_MS = HOUR_MS;
const UNTOLD_MS = 5 * MINUTE_MS;
const MOST_REMEMBERED = 1000;

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the hub is, and with what it is asked. */
export interface HubSettings {
  readonly url: string;
  readonly token: string | null;
  readonly timeoutMs: number;
}

/** Reads `inference.planner.huggingFace`; null unless it is switched on. */
export function readHubSettings(config: Config): HubSettings | null {
  const hub = config.getOptionalConfig('inference.planner.huggingFace');
  if (!hub?.getOptionalBoolean('enabled')) {
    return null;
  }
  return {
    url: (hub.getOptionalString('url') ?? 'https://huggingface.co').replace(
      /\/+$/,
      '',
    ),
    token: hub.getOptionalString('token') ?? null,
    timeoutMs: (hub.getOptionalNumber('timeoutSeconds') ?? 5) * SECOND_MS,
  };
}

/** Reads facts of models at a hub: config.json, and the number of parameters out of the headers of its weights. */
export class HubModelFacts {
  readonly #settings: HubSettings;
  readonly #fetch: typeof fetch;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #known = new Map<
    string,
    { readonly until: number; readonly facts: ArchitectureFacts | null }
  >();

  constructor(options: {
    settings: HubSettings;
    logger: LoggerService;
    fetch?: typeof fetch;
    now: () => number;
  }) {
    this.#settings = options.settings;
    this.#fetch = options.fetch ?? fetch;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Null when the hub does not know the model, or does not answer in time. */
  async find(id: string): Promise<ArchitectureFacts | null> {
    if (!HUB_ID.test(id)) {
      return null;
    }
    const known = this.#known.get(id);
    if (known && known.until > this.#now()) {
      return known.facts;
    }
    const facts = await this.#read(id);
    if (this.#known.size >= MOST_REMEMBERED) {
      this.#known.clear();
    }
    this.#known.set(id, {
      until: this.#now() + (facts === null ? UNTOLD_MS : TOLD_MS),
      facts,
    });
    return facts;
  }

  async #read(id: string): Promise<ArchitectureFacts | null> {
    try {
      const [config, card] = await Promise.all([
        this.#getJson(`/${id}/resolve/main/config.json`),
        this.#getJson(`/api/models/${id}`).catch(() => ({} as Fields)),
      ]);
      const weights = isFields(card.safetensors) ? card.safetensors : {};
      return {
        ...readConfigJson(config),
        parametersBillions:
          typeof weights.total === 'number' && weights.total > 0
            ? weights.total / 1e9
            : null,
      };
    } catch (error) {
      this.#logger.debug(
        `The hub tells nothing of ${id}: ${
          error instanceof Error ? error.message : 'no answer'
        }`,
      );
      return null;
    }
  }

  async #getJson(path: string): Promise<Fields> {
    const { url, token, timeoutMs } = this.#settings;
    const answer = await this.#fetch(`${url}${path}`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) {
      throw new Error(`${path} is answered with ${answer.status}`);
    }
    const length = Number(answer.headers.get('content-length') ?? 0);
    const text = length > LARGEST_ANSWER ? '' : await answer.text();
    if (text === '' || text.length > LARGEST_ANSWER) {
      throw new Error(`${path} is empty or larger than 1 MiB`);
    }
    const parsed: unknown = JSON.parse(text);
    if (!isFields(parsed)) {
      throw new Error(`${path} is no JSON object`);
    }
    return parsed;
  }
}
