import { readFile } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { GpuPriceSource } from '@inference-portal/plugin-inference-node';
import type { PriceRow, PriceSource } from '../../decide/cost/ledger';
import {
  type CostSettings,
  type LoadedPrices,
  loadShippedPrices,
  readCsvPrices,
  readExtensionPrices,
  withoutOverlaps,
} from '../../observe/prices';
import type { LedgerStore } from '../../record/ledger/LedgerStore';

/** Sources that modules add may be somebody's API. */
const EXTENSION_MS = 3_600_000;
const RETRY_MS = 300_000;

/** A source that could not be read at all keeps the prices it had. */
type Loaded =
  | LoadedPrices
  | { readonly kept: true; readonly problems: readonly string[] };

async function loadFiles(settings: CostSettings): Promise<Loaded> {
  const rows: PriceRow[] = [];
  const problems: string[] = [];
  for (const file of settings.priceFiles) {
    try {
      const read = readCsvPrices(await readFile(file, 'utf8'), {
        file,
        currency: settings.currency,
      });
      rows.push(...read.rows);
      problems.push(...read.problems);
    } catch (error) {
      problems.push(
        `${file} cannot be read, name an existing file in inference.costs.priceFiles: ${stringifyError(
          error,
        )}`,
      );
    }
  }
  if (problems.length > 0) {
    return { kept: true, problems };
  }
  // The file that is named first is the stronger one.
  return withoutOverlaps(rows, row => row.note ?? row.id);
}

async function loadExtensions(
  sources: readonly GpuPriceSource[],
  signal: AbortSignal,
): Promise<Loaded> {
  const rows: PriceRow[] = [];
  const problems: string[] = [];
  let failed = false;
  for (const source of sources) {
    try {
      const read = await readExtensionPrices(source, signal);
      rows.push(...read.rows);
      problems.push(...read.problems);
    } catch (error) {
      failed = true;
      problems.push(
        `Price source ${
          source.name
        } cannot be read, its prices stay as they are: ${stringifyError(
          error,
        )}`,
      );
    }
  }
  if (failed) {
    return { kept: true, problems };
  }
  const consistent = withoutOverlaps(rows, ({ id }) => `price source ${id}`);
  return {
    rows: consistent.rows,
    problems: [...problems, ...consistent.problems],
  };
}

/**
 * Makes the task that reads all prices anew and writes the sources that changed. Of a price list with mistakes nothing is used: the prices
 * that were read before then stay, and each mistake is logged once.
 */
export function createLoadPrices(options: {
  settings: CostSettings;
  sources: readonly GpuPriceSource[];
  ledger: Pick<LedgerStore, 'replacePrices' | 'replaceCommitments'>;
  logger: LoggerService;
  now: () => number;
}): (signal: AbortSignal) => Promise<void> {
  const { settings, sources, ledger, logger, now } = options;
  let extensions: { readonly loaded: Loaded; readonly until: number } | null =
    null;
  const findExtensions = async (signal: AbortSignal) => {
    if (extensions === null || extensions.until <= now()) {
      const loaded = await loadExtensions(sources, signal);
      const keepMs = 'kept' in loaded ? RETRY_MS : EXTENSION_MS;
      extensions = { loaded, until: now() + keepMs };
    }
    return extensions.loaded;
  };
  const written = new Map<string, string>();
  let told = new Set<string>();
  const write = async (
    name: string,
    rows: readonly unknown[],
    replace: () => Promise<void>,
  ) => {
    const fingerprint = JSON.stringify(rows);
    if (written.get(name) !== fingerprint) {
      await replace();
      written.set(name, fingerprint);
    }
  };
  const shipped = settings.shipped
    ? loadShippedPrices(settings.shipped.gpuCloud)
    : [];
  return async signal => {
    const loaded: readonly (readonly [PriceSource, Loaded])[] = [
      ['config', { rows: settings.prices, problems: [] }],
      ['csv', await loadFiles(settings)],
      ['extension', await findExtensions(signal)],
      ...(['shipped', 'shipped-gpu'] as const).map(
        (source): readonly [PriceSource, Loaded] => [
          source,
          {
            rows: shipped.filter(row => row.source === source),
            problems: [],
          },
        ],
      ),
    ];
    const problems = loaded.flatMap(([, one]) => one.problems);
    problems.filter(one => !told.has(one)).forEach(one => logger.warn(one));
    told = new Set(problems);
    for (const [source, one] of loaded) {
      if (!('kept' in one)) {
        await write(source, one.rows, () =>
          ledger.replacePrices(source, one.rows),
        );
      }
    }
    await write('commitments', settings.commitments, () =>
      ledger.replaceCommitments(settings.commitments),
    );
  };
}
