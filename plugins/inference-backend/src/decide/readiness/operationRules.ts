import { findFlag, readSwitch } from './engineSettings';
import { isSince } from './engineVersion';
import type { MemoryHour, ReadinessFacts } from './facts';
import { evidence, outcome, type ReadinessRule } from './rule';

const GATEWAY =
  'Nothing in the specification logs requests; whether a gateway in front of the server does is not seen.';

const requestLog: ReadinessRule = {
  code: 'request-log',
  group: 'operation',
  check({ server, engine, payloadLogger }) {
    if (payloadLogger !== null) {
      return outcome(
        'pass',
        'What is asked and answered is sent to a logger.',
        evidence('logger', payloadLogger.value, payloadLogger.source),
      );
    }
    const traces = findFlag(engine, 'otlp-traces-endpoint', 'otlp-endpoint');
    if (traces !== null) {
      return outcome(
        'pass',
        'Every request is traced.',
        evidence(traces.name, traces.value, engine?.source),
      );
    }
    const { name, version } = server.runtime;
    const looked = [
      evidence('engine', name, 'runtime'),
      evidence('version', version, 'image'),
    ];
    if (name === 'vllm' && readSwitch(engine, 'enable-log-requests') === true) {
      return outcome(
        'pass',
        'The engine logs every request.',
        evidence('enable-log-requests', true, engine?.source),
        ...looked,
      );
    }
    const isOld = name === 'vllm' && isSince(version, 0, 10) === false;
    if (
      isOld &&
      engine !== null &&
      readSwitch(engine, 'disable-log-requests') !== true
    ) {
      return outcome(
        'pass',
        `vLLM ${version} logs every request unless told otherwise.`,
        ...looked,
      );
    }
    return outcome('unknown', GATEWAY, ...looked);
  },
};

/** Hours with a measurement that a trend needs, and those at each end that are compared. */
const LEAST_HOURS = 48;
const END_HOURS = 6;
/** An engine takes its memory when it starts; what it adds later should be little. */
const MOST_GROWTH = 0.2;

function median(hours: readonly MemoryHour[]): number {
  const sorted = hours.map(({ bytes }) => bytes ?? 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const memoryGrowth: ReadinessRule = {
  code: 'memory-growth',
  group: 'operation',
  check({ memory }) {
    // In its first hour a server loads its model.
    const measured = memory
      .filter(({ bytes }) => bytes !== null && bytes > 0)
      .slice(1);
    if (measured.length < LEAST_HOURS) {
      return outcome(
        'unknown',
        `GPU memory was measured in ${measured.length} hours since the last change; ${LEAST_HOURS} are needed to tell growth from noise.`,
        evidence('hours', measured.length, 'usage'),
      );
    }
    const before = median(measured.slice(0, END_HOURS));
    const now = median(measured.slice(-END_HOURS));
    const growth = now / before - 1;
    const percent = Math.round(growth * 100);
    const looked = [
      evidence('hours', measured.length, 'usage'),
      evidence('bytesAfterStart', before, 'usage'),
      evidence('bytesNow', now, 'usage'),
    ];
    return growth <= MOST_GROWTH
      ? outcome(
          'pass',
          `GPU memory is watched; since the last change it grew by ${Math.max(
            percent,
            0,
          )} %, which is within bounds.`,
          ...looked,
        )
      : outcome(
          'fail',
          `GPU memory grew by ${percent} % since the last change: the server may run out of it.`,
          ...looked,
        );
  },
};

const costBudget: ReadinessRule = {
  code: 'cost-budget',
  group: 'operation',
  check({ server, budgets }) {
    const owner = evidence('owner', server.owner.ref, 'owner');
    if (budgets === null) {
      return outcome('unknown', 'You may not read budgets.', owner);
    }
    const [first] = budgets;
    return first
      ? outcome(
          'pass',
          `A monthly budget of ${first.scope.ref} covers the server.`,
          ...budgets.map(({ id, scope }) =>
            evidence(`budget of ${scope.kind} ${scope.ref}`, id, 'budgets'),
          ),
        )
      : outcome(
          'fail',
          'No budget that you may read covers the server: nobody is told when it costs more than it should.',
          owner,
        );
  },
};

const exitPlan: ReadinessRule = {
  code: 'exit-plan',
  group: 'operation',
  check({ exitPlan: plan }: ReadinessFacts) {
    return plan === null
      ? outcome(
          'fail',
          'No exit plan is named: what to do when the model, the engine or the GPUs go away is nowhere written.',
          evidence('exit-plan', null, 'annotation inference-portal/exit-plan'),
        )
      : outcome(
          'pass',
          'An exit plan is named.',
          evidence('exit-plan', plan.value, plan.source),
        );
  },
};

/** Whether somebody would notice, and knows what to do. */
export const operationRules: readonly ReadinessRule[] = [
  requestLog,
  memoryGrowth,
  costBudget,
  exitPlan,
];
