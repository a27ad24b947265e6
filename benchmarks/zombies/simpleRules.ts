import type { ActivityHistory } from '../../plugins/inference-backend/src/decide/zombies/history';
import { HOUR_MS } from '../../plugins/inference-backend/src/durations';
import type { ServerRecord } from './LabelledServer';

/** A rule of one line, as others have it. */
export interface SimpleRule {
  readonly name: string;
  readonly calls: (server: ServerRecord) => boolean;
}

type Series = Exclude<keyof ActivityHistory, 'start'>;

const DAY = 24;

/** Samples of the last `hours` of a series. */
function last(server: ServerRecord, series: Series, hours: number) {
  const values = server.history[series];
  let [seen, sum, most] = [0, 0, 0];
  for (let i = Math.max(0, values.length - hours); i < values.length; i += 1) {
    if (Number.isNaN(values[i])) continue;
    seen += 1;
    sum += values[i];
    most = Math.max(most, values[i]);
  }
  return {
    coverage: seen / hours,
    sum,
    most,
    mean: seen === 0 ? null : sum / seen,
  };
}

const ageDays = ({ evaluatedAt, facts }: ServerRecord) =>
  (evaluatedAt - facts.createdAt) / HOUR_MS / DAY;

/** AWS, EC2 accelerated: average below 5 % and highest below 15 % for 14 days; undetermined when data are missing. */
const gpuFortnight: SimpleRule = {
  name: 'GPU avg < 5 %, max < 15 %, 14 d (baseline)',
  calls: server => {
    const avg = last(server, 'gpuActivityAvg', 14 * DAY);
    const max = last(server, 'gpuActivityMax', 14 * DAY);
    return (
      ageDays(server) >= 14 &&
      Math.min(avg.coverage, max.coverage) > 0.9 &&
      (avg.mean ?? 1) < 0.05 &&
      max.most < 0.15
    );
  },
};

export const simpleRules: readonly SimpleRule[] = [
  gpuFortnight,
  {
    name: 'no requests for 14 d, data needed (SageMaker)',
    calls: server => {
      const { coverage, sum } = last(server, 'requests', 14 * DAY);
      return ageDays(server) >= 14 && coverage > 0.9 && sum === 0;
    },
  },
  {
    name: 'no requests for 14 d, no data is idle (CleanCloud)',
    calls: server =>
      ageDays(server) >= 14 && last(server, 'requests', 14 * DAY).sum === 0,
  },
  {
    name: 'no requests and GPU idle for 14 d, data needed',
    calls: server => {
      const { coverage, sum } = last(server, 'requests', 14 * DAY);
      return coverage > 0.9 && sum === 0 && gpuFortnight.calls(server);
    },
  },
  {
    name: 'in + out < 1 kB/s for 7 d (Kubecost)',
    calls: server => {
      const { mean } = last(server, 'networkBytesPerSecond', 7 * DAY);
      return mean !== null && mean < 1000;
    },
  },
  {
    name: 'GPU max <= 1 % for the last hour (gpu-pruner)',
    calls: server => {
      const { coverage, most } = last(server, 'gpuActivityMax', 1);
      return coverage > 0 && most <= 0.01;
    },
  },
];

/** The same rule with everything that users declare and the cluster tells. */
export function withFlags(rule: SimpleRule): SimpleRule {
  return {
    name: `${rule.name}, with flags`,
    calls: server => {
      const { facts } = server;
      if (facts.declaredStandby || facts.schedule !== null) return false;
      if (facts.crashLooping) return true;
      const week = last(server, 'requests', 7 * DAY);
      if (facts.newerVersionServing && week.coverage > 0 && week.sum === 0)
        return true;
      return rule.calls(server);
    },
  };
}
