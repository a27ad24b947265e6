import type { ImageReference } from '@inference-portal/plugin-inference-common';

/** True when an image is named by what it holds, so that nobody can put something else behind the name. */
export function isPinned({ reference }: ImageReference): boolean {
  return reference !== null && /@sha256:[0-9a-f]{64}$/.test(reference);
}
