import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  ApiBlueprint,
  createFrontendModule,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import inferencePlugin, { inferenceApiRef } from '..';

/** The scroll container of a table has no size without a layout engine; give it one, so that rows are drawn. */
export function giveElementsASize() {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200);
}

/** A permission API that refuses the named permissions and allows all others. */
function refusing(names: readonly string[]) {
  return ApiBlueprint.make({
    name: 'permission',
    params: defineParams =>
      defineParams({
        api: permissionApiRef,
        deps: {},
        factory: () => ({
          authorize: async ({ permission }) => ({
            result: names.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          }),
        }),
      }),
  });
}

/** An app of the new frontend system with the plugin in it, opened at `path`. */
export function renderPlugin(
  path: string,
  api: InferenceApi,
  language: 'en' | 'de' = 'en',
  refused: readonly string[] = [],
  /** Further parts of the app, such as APIs of other plugins. */
  extensions: readonly ExtensionDefinition[] = [],
) {
  // Where an app remembers the language that its reader chose.
  localStorage.setItem('language', language);
  return renderTestApp({
    initialRouteEntries: [path],
    // A member of the team that owns the model of the fixtures.
    apis: [
      mockApis.identity({
        userEntityRef: 'user:default/guest',
        ownershipEntityRefs: ['user:default/guest', 'group:default/support'],
      }),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    features: [
      inferencePlugin,
      createFrontendModule({
        pluginId: 'app',
        extensions: [refusing(refused), ...extensions],
      }),
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
    config: {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'de'],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
    },
  });
}
