import { homedir } from 'node:os';
import { join } from 'node:path';

/** Outside the clone, so that every checkout and CI share one build. */
export function cacheRoot(env = process.env) {
  const base =
    env.INFERENCE_PORTAL_CACHE ||
    join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'inference-portal');
  return join(base, 'control-plane');
}
