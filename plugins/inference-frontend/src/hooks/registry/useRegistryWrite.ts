import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import { useWrite, type Write } from '../useWrite';
import { REGISTRY } from './registryKeys';

const STALE = [REGISTRY, 'servers', 'server', 'entity-servers'];

/** Writes to the registry. Nothing changes on the screen before the server agreed; then everything that shows the registry is read again. */
export function useRegistryWrite<Input, Result>(
  write: (api: InferenceApi, input: Input) => Promise<Result>,
  done: (result: Result) => void,
): Write<Input> {
  return useWrite(STALE, write, done);
}
