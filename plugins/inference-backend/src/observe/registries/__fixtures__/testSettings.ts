import type {
  ImportedModel,
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../types';
import type { HttpTimings } from '../http/RegistryHttp';
import type { RegistryConnection, RegistrySettings } from '../registryConfig';

/** Settings of a registry as the configuration gives them by default. */
export function testSettings(
  url: string,
  facts: {
    readonly connection?: Partial<RegistryConnection>;
    readonly settings?: Partial<RegistrySettings>;
  } = {},
): RegistrySettings {
  return {
    name: 'hub',
    connection: {
      key: 'inference.registries (hub)',
      url,
      auth: null,
      headers: {},
      caFile: null,
      skipTLSVerify: false,
      timeoutMs: 5_000,
      requestsPerSecond: 1_000_000,
      maxAnswerBytes: 1024 * 1024,
      ...facts.connection,
    },
    namespace: 'default',
    owner: null,
    verifyEveryMs: 86_400_000,
    isIncluded: () => true,
    ...facts.settings,
  };
}

/** Timings that do not wait. */
export const quickTimings: HttpTimings & { readonly now: () => InstantMs } = {
  pause: async () => {},
  random: () => 0.5,
  now: () => Date.UTC(2026, 2, 1) as InstantMs,
};

/** Reads a source from a bookmark to its end, or as many pages as asked for. */
export async function readAll(
  source: RegistrySource,
  options: {
    readonly bookmark?: string | null;
    readonly pages?: number;
    readonly signal?: AbortSignal;
  } = {},
): Promise<{
  readonly models: readonly ImportedModel[];
  readonly problems: readonly string[];
  readonly bookmark: string | null;
  readonly pages: readonly ImportPage[];
}> {
  const { bookmark = null, pages: limit = Infinity } = options;
  const pages: ImportPage[] = [];
  if (limit > 0) {
    for await (const page of source.read({
      bookmark,
      signal: options.signal ?? new AbortController().signal,
    })) {
      pages.push(page);
      if (pages.length >= limit) {
        break;
      }
    }
  }
  return {
    models: pages.flatMap(page => page.models),
    problems: pages.flatMap(page => page.problems ?? []),
    bookmark: pages.at(-1)?.bookmark ?? bookmark,
    pages,
  };
}
