import type { FindingStakes } from '@inference-portal/plugin-inference-common';
import { SECOND_MS } from '../../durations';
import { CostAmount } from '../cost/CostTally';
import { multiply, roundHalfUp, toNumber } from '../cost/fractions';
import { integrate } from '../cost/integrate';
import type { Ledger } from '../cost/ledger';

/** What is looked at: short, so that hardly a pod begins or ends in it. */
const MOMENT_MS = SECOND_MS;
const SECONDS_PER_HOUR = 3_600n;
/** Hours of a month, as clouds count them. */
const HOURS_PER_MONTH = 730n;

/** What one server holds. */
interface Holding {
  readonly amount: CostAmount;
  readonly products: Set<string>;
  /** Nodes by uid. */
  readonly nodes: Map<string, CostAmount>;
}

/** Stakes of a server that holds nothing that the ledger knows. */
export const NO_STAKES: FindingStakes = {
  currency: null,
  microsPerMonth: null,
  gpus: null,
  gpuProduct: null,
  unpricedGpus: 0,
  nodes: [],
};

/** GPUs out of the GPU time of one second, to a thousandth. */
function gpusOf(hours: ReturnType<CostAmount['gpuHours']>): number {
  const gpus = toNumber(
    multiply(hours, { numerator: SECONDS_PER_HOUR, denominator: 1n }),
  );
  return Math.round(gpus * 1000) / 1000;
}

function moneyOf(amount: CostAmount) {
  const [currency, ...others] = amount.currencies();
  const micros = currency === undefined ? null : amount.micros(currency);
  if (currency === undefined || micros === null || others.length > 0) {
    return { currency: null, microsPerMonth: null };
  }
  const perMonth = multiply(micros, {
    numerator: SECONDS_PER_HOUR * HOURS_PER_MONTH,
    denominator: 1n,
  });
  return { currency, microsPerMonth: Number(roundHalfUp(perMonth)) };
}

function amountIn<Key>(amounts: Map<Key, CostAmount>, key: Key): CostAmount {
  const amount = amounts.get(key) ?? new CostAmount();
  amounts.set(key, amount);
  return amount;
}

/**
 * What every server holds in the second before `now`, at the price of then, for a month of 730 hours; and how much of each node that is.
 * Servers that hold nothing are left out.
 *
 * @param now - UTC ms
 */
export function measureStakes(
  ledger: Ledger,
  now: number,
): Map<string, FindingStakes> {
  const holdings = new Map<string, Holding>();
  const heldOnNodes = new Map<string, CostAmount>();
  const window = { from: now - MOMENT_MS, to: now };
  for (const { dimensions, term } of integrate(ledger, { window })) {
    const { serverId, nodeUid, bucket, gpuProduct } = dimensions;
    if (nodeUid === null || (bucket !== 'owned' && bucket !== 'unallocated')) {
      continue;
    }
    amountIn(heldOnNodes, nodeUid).add(term);
    if (serverId !== null) {
      const holding = holdings.get(serverId) ?? {
        amount: new CostAmount(),
        products: new Set<string>(),
        nodes: new Map<string, CostAmount>(),
      };
      holdings.set(serverId, holding);
      holding.amount.add(term);
      amountIn(holding.nodes, nodeUid).add(term);
      if (gpuProduct !== null) {
        holding.products.add(gpuProduct);
      }
    }
  }
  const nodes = new Map(ledger.nodes.map(node => [node.uid, node]));
  return new Map(
    [...holdings].map(([serverId, { amount, products, nodes: held }]) => [
      serverId,
      {
        ...moneyOf(amount),
        gpus: gpusOf(amount.gpuHours()),
        gpuProduct: [...products].sort().join(', ') || null,
        unpricedGpus: gpusOf(amount.unpricedGpuHours()),
        nodes: [...held]
          .map(([uid, part]) => {
            const gpus = gpusOf(part.gpuHours());
            const all = heldOnNodes.get(uid);
            const othersGpus =
              Math.round(
                ((all ? gpusOf(all.gpuHours()) : gpus) - gpus) * 1000,
              ) / 1000;
            return {
              node: nodes.get(uid)?.name ?? uid,
              gpus,
              nodeGpus: nodes.get(uid)?.physicalGpus ?? gpus,
              othersGpus,
              empties: othersGpus === 0,
            };
          })
          .sort((a, b) => (a.node < b.node ? -1 : 1)),
      },
    ]),
  );
}
