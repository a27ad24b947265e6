import {
  ApiBlueprint,
  PageBlueprint,
  createExtensionInput,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  type EntityContextMenuItemData,
} from '@backstage/plugin-catalog-react/alpha';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import inferencePlugin, { inferenceApiRef } from '..';

function MenuItem({ item }: { item: EntityContextMenuItemData }) {
  const props = item.useProps();
  return (
    <button type="button" onClick={() => props.onClick?.()}>
      {props.title}
    </button>
  );
}

/** The context menu of a catalog entity, always open, with the items that the plugin has for it. */
export function renderEntityMenu(entity: Entity, api: InferenceApi) {
  const { data, filterFunction } = EntityContextMenuItemBlueprint.dataRefs;
  const page = PageBlueprint.makeWithOverrides({
    name: 'entity-menu',
    inputs: {
      items: createExtensionInput([data, filterFunction.optional()], {
        replaces: [{ id: 'page:catalog/entity', input: 'contextMenuItems' }],
      }),
    },
    factory: (original, { inputs }) =>
      original({
        path: '/',
        loader: async () => (
          <EntityProvider entity={entity}>
            <p>menu</p>
            {inputs.items
              .filter(item => item.get(filterFunction)?.(entity) ?? true)
              .map(item => (
                <MenuItem key={item.node.spec.id} item={item.get(data)} />
              ))}
          </EntityProvider>
        ),
      }),
  });
  return renderTestApp({
    extensions: [page],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
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
}
