import type { PriceRow } from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import { type PriceDraft, readPrice } from './PriceDraft';
import { type ShippedGpu, shippedGpus, shippedLists } from './shippedPrices';

/** Who sells GPUs where no instance type tells the price. */
export type GpuCloud = ShippedGpu['provider'];

function rowOf(
  draft: PriceDraft,
  options: {
    source?: 'shipped-gpu';
    id: string;
    asOf: string;
    note: string;
  },
): PriceRow {
  const read = readPrice(draft, {
    source: 'shipped',
    ...options,
    currency: 'USD',
    asOf: Date.parse(options.asOf) as InstantMs,
  });
  if (read.status === 'invalid') {
    throw new Error(
      `Shipped price ${options.id}: ${read.problems
        .map(({ field, problem }) => `${field} ${problem}`)
        .join('; ')}`,
    );
  }
  return read.row;
}

/**
 * The prices that come with the portal, each with its source and the day on which it was checked. On demand only: spot and reserved
 * capacity, and own machines, have no list price. A machine of another region has the price of the first region that is listed, and the note
 * says which. Prices of GPUs by themselves have a source of their own, `shipped-gpu`: they are one provider's, and a guess for the nodes of any
 * other; machines of AWS, Google Cloud and Azure that are not listed are unpriced instead.
 */
export function loadShippedPrices(gpuCloud: GpuCloud): readonly PriceRow[] {
  const anywhere = new Map<string, string>();
  const rows: PriceRow[] = [];
  for (const { provider, region, source, asOf, machines } of shippedLists) {
    for (const { instanceType, perHour, from, to } of machines) {
      const first = anywhere.get(instanceType) ?? region;
      anywhere.set(instanceType, first);
      const note = `${provider} on demand, ${region}; ${source}`;
      const draft = {
        instanceType,
        capacityType: 'on-demand',
        perNodeHour: perHour,
        from,
        to,
      };
      const id = `${instanceType}@${region}${from ? `@${from}` : ''}`;
      rows.push(rowOf({ ...draft, region }, { id, asOf, note }));
      if (first === region) {
        rows.push(
          rowOf(draft, {
            id: `${instanceType}${from ? `@${from}` : ''}`,
            asOf,
            note: `${note}; other regions differ`,
          }),
        );
      }
    }
  }
  const gpus = new Map<string, ShippedGpu>();
  // What the chosen cloud does not sell has the price of another.
  for (const gpu of [
    ...shippedGpus.filter(({ provider }) => provider === gpuCloud),
    ...shippedGpus,
  ]) {
    gpus.set(gpu.gpuProduct, gpus.get(gpu.gpuProduct) ?? gpu);
  }
  for (const { gpuProduct, perHour, source, asOf } of gpus.values()) {
    rows.push(
      rowOf(
        { gpuProduct, capacityType: 'on-demand', perGpuHour: perHour },
        {
          source: 'shipped-gpu',
          id: gpuProduct,
          asOf,
          note: `${source}; a guess for any other provider`,
        },
      ),
    );
  }
  return rows;
}
