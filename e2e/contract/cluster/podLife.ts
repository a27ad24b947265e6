import type { PodBehaviourHook } from '../../../plugins/inference-backend-module-demo/src/cluster/PodBehaviour';

const PREFIX = 'pod-life.inference-portal/';

/** How the life of a pod goes, on either cluster. Durations in ms. */
export interface PodLife {
  readonly outcome: 'ready' | 'crash' | 'oom' | 'image-pull';
  readonly startupMs?: number;
  readonly runMs?: number;
  readonly backoffMs?: number;
  readonly shutdownMs?: number;
  readonly exitCode?: number;
  readonly message?: string;
}

/** Annotations of a pod that ask for a life: kwok's stages read them, and the hook below. */
export function podLifeAnnotations(life: PodLife): { [name: string]: string } {
  const { outcome, startupMs, runMs, backoffMs, shutdownMs } = life;
  const { exitCode, message } = life;
  const fields = {
    outcome,
    startup: startupMs === undefined ? undefined : `${startupMs}ms`,
    run: runMs === undefined ? undefined : `${runMs}ms`,
    shutdown: shutdownMs === undefined ? undefined : `${shutdownMs}ms`,
    'backoff-ms': backoffMs?.toString(),
    'exit-code': exitCode?.toString(),
    message,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[`${PREFIX}${name}`, value]],
    ),
  );
}

/** Lives of simulated pods. Without an annotation they are as quick as kwok makes them. */
export const podLifeBehaviour: PodBehaviourHook = ({ metadata }) => {
  const text = (name: string) => metadata.annotations?.[`${PREFIX}${name}`];
  const number = (name: string) => {
    const value = text(name);
    return value === undefined ? undefined : Number.parseInt(value, 10);
  };
  return {
    outcome: (text('outcome') ?? 'ready') as PodLife['outcome'],
    startupMs: number('startup') ?? 0,
    runMs: number('run') ?? 0,
    pullMs: 0,
    shutdownMs: number('shutdown') ?? 0,
    backoffMs: number('backoff-ms'),
    exitCode: number('exit-code'),
    message: text('message'),
  };
};
