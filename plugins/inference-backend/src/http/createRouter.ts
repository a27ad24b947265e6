import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type express from 'express';
import type {
  AuthorizedDataSources,
  AuthorizedInventory,
} from '../permissions';
import type { DataSourceStore } from '../record';
import { spec } from '../schema/openapi.generated';
import { addDataSourceRoutes } from './dataSources';
import type { InferenceEndpoints } from './endpoints';
import { addModelServerRoutes } from './modelServers';
import { addSummaryRoutes } from './summary';

/** What the HTTP API is made of. */
export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly inventory: AuthorizedInventory;
  readonly dataSources: AuthorizedDataSources;
  /** Read for the coverage of figures; names and states of clusters are no secret to those who may read servers. */
  readonly coverage: Pick<DataSourceStore, 'list'>;
  /** Checks answers against the OpenAPI document, too. It costs time, so by default only requests are checked. */
  readonly validateResponses?: boolean;
}

/** Makes the plugin's HTTP API, without error handling, which the host adds. Requests that do not fit the OpenAPI document are answered with 400. */
export function createRouter(options: RouterOptions): express.Router {
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<InferenceEndpoints>(
      spec,
      {
        validatorOptions: {
          validateResponses: options.validateResponses ?? false,
        },
      },
    );
  addModelServerRoutes(router, options);
  addSummaryRoutes(router, options);
  addDataSourceRoutes(router, options);
  return router;
}
