import type { Config } from '@backstage/config';
import { isTimezone } from '../../decide/cost/calendar';
import type { CommitmentRow, PriceRow } from '../../decide/cost/ledger';
import type { MigMeasure } from '../clusters/servers/gpuProduct';
import type { GpuCloud } from './loadShippedPrices';
import { parseCurrency } from './parseMoney';
import { readCommitments } from './readCommitments';
import { readConfigPrices } from './readConfigPrices';

const GPU_CLOUDS: readonly GpuCloud[] = ['gmi', 'nebius', 'lambda', 'runpod'];
const DEFAULT_CURRENCY = 'USD';
const DEFAULT_BACKFILL_DAYS = 35;
const MAX_BACKFILL_DAYS = 400;
/** 25 months and some days, so that a year can be compared with the one before. */
const DEFAULT_RETENTION_DAYS = 800;
const MIN_RETENTION_DAYS = 35;
/** What comes late usually comes within it. */
const DEFAULT_CLOSE_DAYS = 3;

/** What `inference.costs` says about observing: where prices come from and how GPUs are counted. */
export interface CostSettings {
  /** ISO 4217; of prices that name none. */
  readonly currency: string;
  /** IANA names of the zones whose days and months are kept ready. */
  readonly timezones: readonly string[];
  /** Paths of price lists in CSV, in order of strength. */
  readonly priceFiles: readonly string[];
  readonly prices: readonly PriceRow[];
  readonly commitments: readonly CommitmentRow[];
  /** Null when the shipped list is not used. */
  readonly shipped: { readonly gpuCloud: GpuCloud } | null;
  readonly migMeasure: MigMeasure;
  /** Labels of pods that costs may be grouped by. */
  readonly labels: readonly string[];
  /** How far back the past of a cluster is looked for in Prometheus; 0 for not at all. */
  readonly backfillDays: number;
  /** Days after its end that a month is closed: what changes it from then on is a correction. */
  readonly closeAfterDays: number;
  /** Days after which costs and what they were computed from are forgotten. */
  readonly retentionDays: number;
}

/** Reads `inference.costs`. What is wrong becomes a sentence that names its key, and the rest works. */
export function readCostSettings(config: Config): {
  readonly settings: CostSettings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const at = (name: string): unknown =>
    config.getOptional(`inference.costs.${name}`);
  const complain = (name: string, problem: string) =>
    problems.push(`inference.costs.${name}: ${problem}`);

  const written = at('currency');
  const currency =
    written === undefined ? DEFAULT_CURRENCY : parseCurrency(written);
  if (currency === null) {
    complain(
      'currency',
      `"${String(
        written,
      )}" is no currency: write an ISO 4217 code such as USD; until then prices need one of their own`,
    );
  }
  const texts = (name: string): readonly string[] => {
    const list = at(name);
    if (list === undefined) {
      return [];
    }
    if (!Array.isArray(list) || !list.every(item => typeof item === 'string')) {
      complain(name, 'must be a list of texts');
      return [];
    }
    return list.filter(item => typeof item === 'string');
  };
  const prices = readConfigPrices(at('prices'), currency);
  const commitments = readCommitments(at('commitments'), currency);
  const measure = at('migWeight') ?? 'memory';
  if (measure !== 'memory' && measure !== 'compute') {
    complain('migWeight', `must be memory or compute, but is "${measure}"`);
  }
  const days = at('backfillDays') ?? DEFAULT_BACKFILL_DAYS;
  const isDays =
    typeof days === 'number' && days >= 0 && days <= MAX_BACKFILL_DAYS;
  if (!isDays) {
    complain(
      'backfillDays',
      `must be a number of days from 0 to ${MAX_BACKFILL_DAYS}`,
    );
  }
  const retention = at('retentionDays') ?? DEFAULT_RETENTION_DAYS;
  const isRetention =
    typeof retention === 'number' && retention >= MIN_RETENTION_DAYS;
  if (!isRetention) {
    complain(
      'retentionDays',
      `must be a number of days, at least ${MIN_RETENTION_DAYS}`,
    );
  }
  const close = at('closeAfterDays') ?? DEFAULT_CLOSE_DAYS;
  const isClose = typeof close === 'number' && close >= 0;
  if (!isClose) {
    complain('closeAfterDays', 'must be a number of days, 0 or more');
  }
  const cloud = at('shippedPrices.gpuCloud') ?? 'gmi';
  const gpuCloud = GPU_CLOUDS.find(name => name === cloud);
  if (!gpuCloud) {
    complain(
      'shippedPrices.gpuCloud',
      `must be ${GPU_CLOUDS.join(', ')}, but is "${cloud}"`,
    );
  }
  const zones = texts('timezones');
  const timezones = zones.filter(zone => isTimezone(zone));
  for (const zone of zones.filter(one => !isTimezone(one))) {
    complain(
      'timezones',
      `"${zone}" is no time zone: write an IANA name such as Europe/Berlin`,
    );
  }
  const priceFiles = texts('priceFiles');
  const labels = texts('labels');
  return {
    settings: {
      currency: currency ?? DEFAULT_CURRENCY,
      timezones: timezones.length > 0 ? timezones : ['UTC'],
      priceFiles,
      prices: prices.rows,
      commitments: commitments.rows,
      shipped:
        at('shippedPrices.enabled') === false
          ? null
          : { gpuCloud: gpuCloud ?? 'gmi' },
      migMeasure: measure === 'compute' ? 'compute' : 'memory',
      labels,
      backfillDays: isDays ? days : DEFAULT_BACKFILL_DAYS,
      closeAfterDays: isClose ? close : DEFAULT_CLOSE_DAYS,
      retentionDays: isRetention ? retention : DEFAULT_RETENTION_DAYS,
    },
    problems: [...problems, ...prices.problems, ...commitments.problems],
  };
}
