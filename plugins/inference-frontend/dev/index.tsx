import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import inferencePlugin, { inferenceApiRef } from '../src';
import { FakeInferenceApi } from '../src/__fixtures__/FakeInferenceApi';
import { fleet } from '../src/__fixtures__/servers';

// `?servers=10000` shows a large fleet.
const size = new URLSearchParams(window.location.search).get('servers');
const api = new FakeInferenceApi();
if (size !== null) {
  api.servers = fleet(Number(size));
}

createDevApp({
  features: [
    inferencePlugin,
    createFrontendModule({
      pluginId: 'inference',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: inferenceApiRef,
              deps: {},
              factory: () => api,
            }),
        }),
      ],
    }),
  ],
});
