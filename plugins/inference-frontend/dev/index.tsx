import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import inferencePlugin, { inferenceApiRef } from '../src';
import { FakeInferenceApi } from '../src/__fixtures__/FakeInferenceApi';
import { emptyCostReport } from '../src/__fixtures__/costs/report';
import { wideLineage } from '../src/__fixtures__/registry/lineage';
import { aliasRequest, model } from '../src/__fixtures__/registry/models';
import { fleet } from '../src/__fixtures__/servers';

// `?servers=10000` shows a large fleet, `?registry=empty|error|pending|wide` the registry
// and `?costs=empty` the costs in other states.
const params = new URLSearchParams(window.location.search);
const size = params.get('servers');
const api = new FakeInferenceApi();
if (size !== null) {
  api.servers = fleet(Number(size));
}
if (params.get('costs') === 'empty') {
  api.report = emptyCostReport();
  api.budgets = [];
}
switch (params.get('registry')) {
  case 'empty':
    api.models = [];
    break;
  case 'error':
    api.failure = new Error('connect ECONNREFUSED 127.0.0.1:7007');
    break;
  case 'pending':
    api.models = [model({ pendingRequests: [aliasRequest()] })];
    break;
  case 'wide':
    api.graph = wideLineage(1200);
    break;
  default:
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
    // Links to owners and entities need the page of the catalog.
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        PageBlueprint.make({
          name: 'entity',
          params: {
            path: '/catalog/:namespace/:kind/:name',
            routeRef: entityRouteRef,
            loader: async () => <p>A catalog entity</p>,
          },
        }),
      ],
    }),
  ],
});
