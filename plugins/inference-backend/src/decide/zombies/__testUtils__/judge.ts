import { detect } from '../detect';
import type { ServerFacts } from '../history';
import type { Verdict } from '../verdict';
import { EVALUATED_AT, factsOf, historyOf, type Life } from './serverLife';

/** Length of a history unless told. */
export const DAYS = 100;

/** The verdict on a life; servers are older than their history unless told. */
export function judge(
  life: Life,
  facts: Partial<ServerFacts> = {},
  { days = DAYS, ageDays = 140 } = {},
): Verdict {
  return detect(historyOf(days, life), factsOf(ageDays, facts), EVALUATED_AT);
}

/** Whether the owner is told that nobody uses the server. */
export const isCalled = ({ state, confidence }: Verdict) =>
  ['zombie', 'superseded', 'crash-looping'].includes(state) &&
  confidence !== 'low';

/** Nobody ever asked. */
export const never: Life = () => ({});
/** A monitor that asks once a minute for one token. */
export const monitored: Life = () => ({
  requests: 60,
  tokens: 60,
  gpuMax: 0.04,
  gpuAvg: 0.003,
});
/** One life, and another in the last days. */
export const before =
  (days: number, earlier: Life, later: Life): Life =>
  (hoursBefore, hour) =>
    (hoursBefore >= days * 24 ? earlier : later)(hoursBefore, hour);
