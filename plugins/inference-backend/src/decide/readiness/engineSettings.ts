import type { EngineFacts, ReadinessFacts } from './facts';
import { evidence, type Outcome, outcome } from './rule';

/** Flags that name a file with more settings, which the specification does not contain. */
const CONFIG_FLAGS = ['config', 'extra-llm-api-options', 'config-file'];
const NO = /^(false|0|no|off)$/i;

/** The first of some flags that is given, with its value. */
export function findFlag(
  engine: EngineFacts | null,
  ...names: readonly string[]
): { readonly name: string; readonly value: string | null } | null {
  const name = names.find(one => engine?.flags.has(one));
  return name === undefined
    ? null
    : { name, value: engine?.flags.get(name) ?? null };
}

/** What a switch such as `--enable-x` or `--no-enable-x` says; null when neither is given. */
export function readSwitch(
  engine: EngineFacts | null,
  name: string,
): boolean | null {
  if (engine?.flags.has(`no-${name}`)) {
    return false;
  }
  const flag = findFlag(engine, name);
  return flag === null ? null : !NO.test(flag.value ?? '');
}

/**
 * Why a setting that the command does not give may still be given: nobody sees the command, or it names a file. Null when the command
 * is all there is.
 */
export function findBlindSpot(facts: ReadinessFacts): Outcome | null {
  const { engine, pod, server } = facts;
  if (engine === null) {
    return outcome(
      'unknown',
      'The specification does not show the command of the engine.',
      evidence('engine', server.runtime.name, 'runtime'),
    );
  }
  const file = findFlag(engine, ...CONFIG_FLAGS);
  if (file !== null) {
    return outcome(
      'unknown',
      'The engine reads more settings from a file, which is no part of the specification.',
      evidence(file.name, file.value, engine.source),
    );
  }
  if (pod !== null && pod.completedBy !== null) {
    return outcome(
      'unknown',
      `The command does not say, and ${pod.completedBy} may add to it.`,
      evidence('engine', server.runtime.name, 'runtime'),
    );
  }
  return null;
}
