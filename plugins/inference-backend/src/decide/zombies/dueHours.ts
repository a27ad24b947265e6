import { UNSEEN } from './hourStates';

const FEWEST_BEGINS = 3;
/** Rarer than daily: what comes each day is known by its hours of the day. */
const LEAST_INTERVAL = 36;
/** A clock keeps to its hour, give or take. */
const DUE_WITHIN = 2;
const KEPT_SHARE = 0.7;

/**
 * Share of the hours in which rare work was due again that were seen, 0 to 1; with two hours around each, of which one suffices.
 * Null where work keeps no interval, or none was due yet. `begins` are the slots in which its episodes began.
 */
export function dueHoursSeen(
  begins: readonly number[],
  hours: Uint8Array,
): number | null {
  if (begins.length < FEWEST_BEGINS) return null;
  const steps = begins.slice(1).map((begin, i) => begin - begins[i]);
  const interval = [...steps].sort((a, b) => a - b)[
    Math.floor((steps.length - 1) / 2)
  ];
  const kept = steps.filter(step => Math.abs(step - interval) <= DUE_WITHIN);
  if (interval < LEAST_INTERVAL || kept.length < KEPT_SHARE * steps.length) {
    return null;
  }
  let [due, seen] = [0, 0];
  const first = begins[begins.length - 1] + interval;
  for (let at = first; at < hours.length; at += interval) {
    if (at < 0) continue;
    const around = hours.subarray(
      Math.max(0, at - DUE_WITHIN),
      at + DUE_WITHIN + 1,
    );
    due += 1;
    seen += Number(around.some(hour => hour !== UNSEEN));
  }
  return due === 0 ? null : seen / due;
}
