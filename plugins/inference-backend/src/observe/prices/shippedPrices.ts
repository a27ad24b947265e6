/** A price of a cloud's machine, on demand, Linux, as published. */
export interface ShippedMachine {
  readonly instanceType: string;
  /** US dollars for an hour of the whole machine, as text so that nothing is lost. */
  readonly perHour: string;
  /** First day of the price; as long as anybody asks when left out. */
  readonly from?: string;
  /** First day of the next price. */
  readonly to?: string;
}

/** Machines of one price list. */
export interface ShippedList {
  readonly provider: string;
  /** Region that the prices are of; other regions differ by up to a quarter. */
  readonly region: string;
  /** Where the prices stand. */
  readonly source: string;
  /** Day on which somebody last checked them. */
  readonly asOf: string;
  readonly machines: readonly ShippedMachine[];
}

/** A price of one GPU at a cloud that sells GPUs. */
export interface ShippedGpu {
  readonly provider: 'gmi' | 'nebius' | 'lambda' | 'runpod';
  readonly gpuProduct: string;
  readonly perHour: string;
  readonly source: string;
  readonly asOf: string;
}

function machines(prices: { readonly [instanceType: string]: string }) {
  return Object.entries(prices).map(([instanceType, perHour]) => ({
    instanceType,
    perHour,
  }));
}

/** Prices of clouds by instance type. The size decides: within one family the price of a GPU differs by a factor of two. */
export const shippedLists: readonly ShippedList[] = [
  {
    provider: 'AWS',
    region: 'us-east-1',
    source:
      'aws/karpenter-provider-aws pkg/providers/pricing/zz_generated.pricing_aws.go',
    asOf: '2026-11-09',
    machines: [
      ...machines({
        'g4dn.xlarge': '0.526',
        'g4dn.12xlarge': '3.912',
        'g4dn.metal': '7.824',
        'g5.xlarge': '1.006',
        'g5.12xlarge': '5.672',
        'g5.48xlarge': '16.288',
        'g6.xlarge': '0.8048',
        'g6.12xlarge': '4.6016',
        'g6.48xlarge': '13.3504',
        'g6e.xlarge': '1.861',
        'g6e.12xlarge': '10.49264',
        'g6e.48xlarge': '30.13118',
        'g6f.large': '0.202',
        'g6f.xlarge': '0.2375',
        'g6f.2xlarge': '0.475',
        'g6f.4xlarge': '0.95',
        'p3.2xlarge': '3.06',
        'p3dn.24xlarge': '31.212',
        'p4d.24xlarge': '21.957642',
        'p4de.24xlarge': '27.44705',
        'p5.4xlarge': '6.88',
        'p5en.48xlarge': '63.296',
        'p6-b200.48xlarge': '113.9328',
      }),
      // Cut by 44 % in the middle of 2025; many lists still have the former price.
      { instanceType: 'p5.48xlarge', perHour: '98.32', to: '2025-06-01' },
      { instanceType: 'p5.48xlarge', perHour: '55.04', from: '2025-06-01' },
    ],
  },
  {
    provider: 'Google Cloud',
    region: 'us-east1',
    source:
      'cloudpilot-ai/karpenter-provider-gcp pkg/providers/pricing/initial-on-demand-prices.json',
    asOf: '2026-09-26',
    machines: machines({
      'a2-highgpu-1g': '3.673385',
      'a2-highgpu-8g': '29.38708',
      'a2-megagpu-16g': '55.739504',
      'g2-standard-4': '0.706832',
      'g2-standard-12': '1.000416',
      'g2-standard-24': '2.000833',
      'g2-standard-48': '4.001665',
      'g2-standard-96': '8.00333',
    }),
  },
  {
    provider: 'Google Cloud',
    region: 'us-central1',
    source: 'Google Cloud price list',
    asOf: '2026-09-26',
    machines: machines({
      'a2-ultragpu-1g': '5.0688',
      'a3-highgpu-1g': '10.9791',
      'a3-highgpu-8g': '88.49',
    }),
  },
  {
    provider: 'Google Cloud',
    region: 'us-central1',
    source: 'tanod/cloud-gpu-list-prices',
    asOf: '2026-10-13',
    machines: machines({ 'a3-ultragpu-8g': '83.492' }),
  },
  {
    provider: 'Google Cloud',
    region: 'asia-east1',
    source: 'Google Cloud price list',
    asOf: '2026-09-26',
    machines: machines({ 'a3-highgpu-8g': '102.36' }),
  },
  {
    provider: 'Azure',
    region: 'eastus',
    source: 'datareceipts/data-receipts 109-gpu-pricing',
    asOf: '2026-11-09',
    machines: machines({
      Standard_NC24ads_A100_v4: '3.673',
      Standard_NC48ads_A100_v4: '9.554',
      Standard_NC96ads_A100_v4: '19.108',
      Standard_ND96asr_v4: '27.197',
      Standard_NC40ads_H100_v5: '6.98',
      Standard_NC80adis_H100_v5: '17.64',
      Standard_ND96isr_H100_v5: '98.32',
    }),
  },
];

const GMI = {
  provider: 'gmi',
  source: 'GMI Cloud, H100 SXM and H200 SXM',
  asOf: '2026-04-30',
} as const;
const NEBIUS = {
  provider: 'nebius',
  source: 'Nebius, skypilot-catalog v8',
  asOf: '2026-09-25',
} as const;

/** Prices of GPUs where no instance type tells the price. */
export const shippedGpus: readonly ShippedGpu[] = [
  { ...GMI, gpuProduct: 'H100', perHour: '2.10' },
  { ...GMI, gpuProduct: 'H200', perHour: '2.50' },
  { ...NEBIUS, gpuProduct: 'H100', perHour: '2.95' },
  { ...NEBIUS, gpuProduct: 'H200', perHour: '3.50' },
  { ...NEBIUS, gpuProduct: 'B200', perHour: '5.50' },
  { ...NEBIUS, gpuProduct: 'L40S', perHour: '1.55' },
  {
    provider: 'lambda',
    gpuProduct: 'H100',
    perHour: '3.99',
    source: 'Lambda, H100 SXM, eight GPUs',
    asOf: '2026-09-25',
  },
  {
    provider: 'runpod',
    gpuProduct: 'H100',
    perHour: '3.99',
    source: 'RunPod secure cloud, H100 SXM',
    asOf: '2026-10-19',
  },
];
