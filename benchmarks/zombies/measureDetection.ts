import { detect } from '../../plugins/inference-backend/src/decide/zombies/detect';
import { renewalFleet } from './renewalFleet';

const GOAL_SECONDS = 5;
const GOAL_MIB = 512;
const DAYS = 100;

/** Detects over many servers, one at a time, counting the processor time of the detection alone. */
export function measureDetection(
  seed: number,
  servers: number,
  print: (line: string) => void,
) {
  let microseconds = 0;
  let hours = 0;
  let done = 0;
  const states = new Map<string, number>();
  for (const { history, facts, evaluatedAt } of renewalFleet(
    seed,
    servers * 10,
  )) {
    if (history.requests.length !== DAYS * 24) continue;
    const before = process.cpuUsage();
    const { state } = detect(history, facts, evaluatedAt);
    const used = process.cpuUsage(before);
    microseconds += used.user + used.system;
    hours += history.requests.length;
    states.set(state, (states.get(state) ?? 0) + 1);
    done += 1;
    if (done === servers) break;
  }
  const resident = process.resourceUsage().maxRSS / 1024;
  print(`${done} servers, ${hours} server hours of five series`);
  print(
    `detection: ${(microseconds / 1e6).toFixed(
      2,
    )} s of processor time (goal ${GOAL_SECONDS} s on one core)`,
  );
  print(
    `most resident memory, generator included: ${Math.round(
      resident,
    )} MiB (goal ${GOAL_MIB} MiB)`,
  );
  print(
    `states: ${[...states]
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
  );
}
