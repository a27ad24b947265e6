import type {
  GpuPrice,
  GpuPriceSource,
} from '@inference-portal/plugin-inference-node';
import type { PriceRow } from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import { type LoadedPrices, withoutOverlaps } from './LoadedPrices';
import { type PriceDraft, readPrice } from './PriceDraft';

function draftOf({ match, unit, amount, ...rest }: GpuPrice): PriceDraft {
  return {
    ...match,
    ...rest,
    ...(unit === 'node-hour'
      ? { perNodeHour: amount }
      : { perGpuHour: amount }),
  };
}

/** Reads the prices that a module adds. Throws what the source throws; wrong rows become sentences. */
export async function readExtensionPrices(
  source: GpuPriceSource,
  signal: AbortSignal,
): Promise<LoadedPrices> {
  const problems: string[] = [];
  const rows: PriceRow[] = [];
  const prices = await source.read({ signal });
  prices.forEach((price, index) => {
    const where = `price source ${source.name}[${index}]`;
    const read = readPrice(draftOf(price), {
      id: `${source.name}:${index}`,
      source: 'extension',
      currency: null,
      asOf: price.asOf as InstantMs | undefined,
      note: source.name,
    });
    if (read.status === 'valid') {
      rows.push(read.row);
    } else {
      read.problems.forEach(({ field, problem }) =>
        problems.push(`${where}.${field}: ${problem}`),
      );
    }
  });
  const consistent = withoutOverlaps(rows, ({ id }) => `price source ${id}`);
  return {
    rows: consistent.rows,
    problems: [...problems, ...consistent.problems],
  };
}
