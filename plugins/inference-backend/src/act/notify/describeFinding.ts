import type {
  FindingCause,
  FindingStakes,
} from '@inference-portal/plugin-inference-common';
import { summarizeFinding } from '../../decide/findings/summarizeFinding';
import type { ListedFinding } from '../../record';

const MICROS = 1_000_000;

const TITLES: { readonly [cause in FindingCause]: (name: string) => string } = {
  zombie: name => `Nobody uses ${name}`,
  superseded: name => `${name} is replaced by a newer version`,
  'crash-looping': name => `${name} keeps crashing`,
  'stuck-pending': name => `${name} finds no node`,
  orphaned: name => `Nobody owns ${name}`,
  duplicate: name => `${name} runs beside its like`,
  idle: name => `${name} is idle`,
  'over-provisioned': name => `${name} is larger than it needs to be`,
};

/** What a finding is about, in a few words. */
export function titleOf({ cause, server }: ListedFinding): string {
  return TITLES[cause](server.name);
}

/** `$4,310`. */
export function moneyText(currency: string, micros: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).format(micros / MICROS);
}

function gpusText(gpus: number, product: string | null): string {
  return `${gpus} × ${product ?? 'GPU'}`;
}

function placeText(nodes: FindingStakes['nodes']): string {
  const [first, ...others] = nodes;
  if (first === undefined) {
    return '';
  }
  return others.length === 0
    ? ` on node ${first.node}`
    : ` on ${nodes.length} nodes`;
}

/** `It holds 2 × H100 on node a, $4,310 a month.`; null for a server that holds nothing. */
export function stakesText({
  gpus,
  gpuProduct,
  currency,
  microsPerMonth,
  nodes,
}: FindingStakes): string | null {
  if (gpus === null || gpus === 0) {
    return null;
  }
  const money =
    currency === null || microsPerMonth === null
      ? ''
      : `, ${moneyText(currency, microsPerMonth)} a month`;
  return `It holds ${gpusText(gpus, gpuProduct)}${placeText(nodes)}${money}.`;
}

/** The evidence in one sentence, then what is at stake. */
export function bodyOf(finding: ListedFinding): string {
  const { cause, reasons, stakes } = finding;
  return [summarizeFinding(cause, reasons), stakesText(stakes)]
    .filter(sentence => sentence !== null)
    .join(' ');
}
