import { createApiRef } from '@backstage/core-plugin-api';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';

/** The plugin's HTTP API, for pages and for other plugins of the same app. */
export const inferenceApiRef = createApiRef<InferenceApi>({
  id: 'plugin.inference.client',
});
