import { costBudget } from './callerRules';
import { findFlag, readSwitch } from './engineSettings';
import { isSince } from './engineVersion';
import type { ReadinessFacts } from './facts';
import { LEAST_HOURS } from './memoryTrend';
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
    const isOld = name === 'vllm' && isSince(version, 0, 10, 1) === false;
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

/** An engine takes its memory when it starts; what it adds later should be little. */
const MOST_GROWTH = 0.2;

const memoryGrowth: ReadinessRule = {
  code: 'memory-growth',
  group: 'operation',
  check({ memory: { hours, ends }, memoryAlerts, unseen }) {
    const looked = [
      evidence('hours', hours, 'usage'),
      ...(memoryAlerts ?? []).map(name => evidence('alert', name)),
    ];
    if (ends === null) {
      const [alert] = memoryAlerts ?? [];
      if (alert !== undefined) {
        return outcome(
          'pass',
          `${alert} tells when the memory of the server grows.`,
          ...looked,
        );
      }
      const why = unseen.memoryAlerts;
      return outcome(
        'unknown',
        `GPU memory was measured in ${hours} hours since the last change; ${LEAST_HOURS} are needed to tell growth from noise. ${
          why ?? 'No alert of the server watches it either.'
        }`,
        ...looked,
      );
    }
    const growth = ends.now / ends.before - 1;
    const percent = Math.round(growth * 100);
    const measured = [
      ...looked,
      evidence('bytesAfterStart', ends.before, 'usage'),
      evidence('bytesNow', ends.now, 'usage'),
    ];
    return growth <= MOST_GROWTH
      ? outcome(
          'pass',
          `GPU memory is watched; since the last change it grew by ${Math.max(
            percent,
            0,
          )} %, which is within bounds.`,
          ...measured,
        )
      : outcome(
          'fail',
          `GPU memory grew by ${percent} % since the last change: the server may run out of it.`,
          ...measured,
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
