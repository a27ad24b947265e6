import {
  ApiBlueprint,
  createApiFactory,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import inferencePlugin, { inferenceApiRef } from '..';
import { templateRouteRef } from '../routes';

/** The page of a catalog entity with one card or tab of the plugin on it. */
export function renderOnEntity(
  entity: Entity,
  extension: Parameters<typeof inferencePlugin.getExtension>[0],
  api: InferenceApi,
  /** What else is in the catalog. */
  entities: Entity[] = [],
) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      inferencePlugin.getExtension(extension),
    ],
    features: [
      createFrontendModule({
        pluginId: 'test',
        extensions: [
          ApiBlueprint.make({
            name: 'inference',
            params: defineParams =>
              defineParams(
                createApiFactory({
                  api: inferenceApiRef,
                  deps: {},
                  factory: () => api,
                }),
              ),
          }),
          inferencePlugin.getExtension('page:inference'),
        ],
      }),
    ],
    apis: [[catalogApiRef, catalogApiMock({ entities })]],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': templateRouteRef,
    },
  });
}
