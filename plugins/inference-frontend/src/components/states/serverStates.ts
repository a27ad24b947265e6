import type { ServerState } from '@inference-portal/plugin-inference-common';

/** How a state is to be taken; never shown by colour alone. */
export type Tone = 'good' | 'warning' | 'bad' | 'neutral';

/** States from the worst to the best: the order of sorting and of facets. */
export const SERVER_STATES: readonly ServerState[] = [
  'crash-looping',
  'out-of-memory',
  'image-pull-error',
  'pending',
  'degraded',
  'starting',
  'unknown',
  'serving',
  'scaled-to-zero',
  'removed',
];

const TONES: { readonly [state in ServerState]: Tone } = {
  'crash-looping': 'bad',
  'out-of-memory': 'bad',
  'image-pull-error': 'bad',
  pending: 'bad',
  degraded: 'warning',
  starting: 'warning',
  unknown: 'neutral',
  serving: 'good',
  'scaled-to-zero': 'neutral',
  removed: 'neutral',
};

/** Tone of a state. */
export function toneOf(state: ServerState): Tone {
  return TONES[state];
}

/** True for the states in which somebody has to do something. */
export function needsAttention(state: ServerState): boolean {
  return TONES[state] === 'bad' || state === 'degraded';
}
