import type { Charge } from '../../costs/Charge';
import { csvLine, type CsvCell } from './csv';
import { CORRECTION } from './toCsv';

/** FOCUS writes instants without fractions of seconds. */
function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The words of FOCUS for how capacity is bought. */
const PRICING_CATEGORIES: { readonly [capacityType: string]: string } = {
  'on-demand': 'Standard',
  spot: 'Dynamic',
  reserved: 'Committed',
  'on-prem': 'Other',
};

/** The decimal that is told as text is a JSON number. */
function allocationDetails({ ratio, gpuHours }: Charge): string | null {
  return ratio === null
    ? null
    : `{"Elements":[{"AllocatedRatio":${ratio},"UsageUnit":"GPU-Hours","UsageQuantity":${gpuHours}}]}`;
}

function commitmentStatus({ bucket, capacityType }: Charge): string | null {
  if (bucket === 'unused-commitment') {
    return 'Unused';
  }
  return capacityType === 'reserved' ? 'Used' : null;
}

function describe(charge: Charge): string {
  const { bucket, idleKind, serverTitle, model, gpuProduct } = charge;
  const gpus = gpuProduct === null ? 'GPUs' : `${gpuProduct} GPUs`;
  switch (bucket) {
    case 'owned':
    case 'unallocated':
      return `${gpus} held by ${serverTitle ?? model ?? 'a workload'}`;
    case 'idle':
      return `${gpus} that nobody held (${idleKind ?? 'free'})`;
    case 'unused-commitment':
      return 'Commitment that no node used';
    case 'overcommit':
      return `${gpus} held beyond what there is`;
    default:
      return `${gpus} while nobody watched`;
  }
}

function tagsOf({ owner, model, version }: Charge): string {
  return JSON.stringify({
    ...(owner !== null && { owner }),
    ...(model !== null && { model }),
    ...(version !== null && { version }),
  });
}

const SERVICE = 'Inference portal';

/** The code of ISO 4217 for amounts in no currency. */
const NO_CURRENCY = 'XXX';

/**
 * FOCUS forbids nulls in the columns of cost, and says that the list cost of a charge without a unit price is its billed cost. Nobody is
 * billed, so it is 0 here, and `x_UnpricedQuantity` tells for how many GPU-hours that stands.
 */
const cost = ({ micros }: Charge): CsvCell => ({ micros: micros ?? 0 });

/** The columns of FOCUS 1.3 (those of cost allocation among them) and our own, which begin with `x_`. */
const COLUMNS: readonly [name: string, cell: (charge: Charge) => CsvCell][] = [
  ['AllocatedMethodDetails', allocationDetails],
  ['AllocatedMethodId', ({ ratio }) => (ratio === null ? null : 'gpu-time')],
  ['AllocatedResourceId', ({ serverId }) => serverId],
  ['AllocatedResourceName', ({ serverTitle }) => serverTitle],
  ['AllocatedTags', tagsOf],
  // Nobody is billed by the portal; what it computes stands in the other costs.
  ['BilledCost', () => ({ micros: 0 })],
  ['BillingAccountId', () => 'inference-portal'],
  ['BillingAccountName', () => SERVICE],
  ['BillingCurrency', ({ currency }) => currency ?? NO_CURRENCY],
  ['BillingPeriodEnd', ({ month }) => instant(month.to)],
  ['BillingPeriodStart', ({ month }) => instant(month.from)],
  ['ChargeCategory', () => 'Usage'],
  ['ChargeClass', ({ isCorrection }) => (isCorrection ? CORRECTION : null)],
  ['ChargeDescription', describe],
  ['ChargeFrequency', () => 'Usage-Based'],
  ['ChargePeriodEnd', ({ to }) => instant(to)],
  ['ChargePeriodStart', ({ from }) => instant(from)],
  ['CommitmentDiscountStatus', commitmentStatus],
  ['ConsumedQuantity', ({ gpuHours }) => gpuHours],
  ['ConsumedUnit', () => 'GPU-Hours'],
  ['ContractedCost', cost],
  ['EffectiveCost', cost],
  ['HostProviderName', () => null],
  ['InvoiceIssuerName', () => SERVICE],
  ['ListCost', cost],
  [
    'PricingCategory',
    ({ capacityType }) => PRICING_CATEGORIES[capacityType ?? ''] ?? 'Other',
  ],
  ['PricingQuantity', ({ gpuHours }) => gpuHours],
  ['PricingUnit', () => 'GPU-Hours'],
  ['ProviderName', () => SERVICE],
  ['PublisherName', () => SERVICE],
  ['RegionId', ({ region }) => region],
  ['ResourceId', ({ nodeUid }) => nodeUid],
  ['ResourceName', ({ nodeName }) => nodeName],
  ['ResourceType', ({ nodeUid }) => (nodeUid === null ? null : 'GPU node')],
  ['ServiceCategory', () => 'AI and Machine Learning'],
  ['ServiceName', () => 'GPU nodes'],
  ['ServiceProviderName', () => SERVICE],
  ['ServiceSubcategory', () => 'AI Platforms'],
  ['SkuId', ({ instanceType, gpuProduct }) => instanceType ?? gpuProduct],
  ['SubAccountId', ({ cluster }) => cluster],
  ['SubAccountName', ({ cluster }) => cluster],
  ['SubAccountType', () => 'Kubernetes cluster'],
  ['Tags', tagsOf],
  ['x_Bucket', ({ bucket }) => bucket],
  ['x_CapacityType', ({ capacityType }) => capacityType],
  ['x_Estimated', () => true],
  ['x_EstimatedFromMetrics', ({ estimated }) => estimated],
  ['x_GpuProduct', ({ gpuProduct }) => gpuProduct],
  ['x_IdleKind', ({ idleKind }) => idleKind],
  ['x_Model', ({ model }) => model],
  ['x_ModelVersion', ({ version }) => version],
  ['x_Namespace', ({ namespace }) => namespace],
  ['x_Owner', ({ owner }) => owner],
  ['x_PriceSource', ({ priceSource }) => priceSource],
  [
    'x_UnpricedQuantity',
    ({ micros, gpuHours }) => (micros === null ? gpuHours : 0),
  ],
];

/** Charges in the columns of FOCUS 1.3, as CSV, a portion at a time. */
export async function* toFocus(
  portions: AsyncIterable<readonly Charge[]>,
): AsyncGenerator<string, void> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for await (const charges of portions) {
    yield charges
      .map(charge => csvLine(COLUMNS.map(([, cell]) => cell(charge))))
      .join('');
  }
}
