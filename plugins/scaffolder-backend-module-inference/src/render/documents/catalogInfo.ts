import {
  ANNOTATION_EXIT_PLAN,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MODEL,
  ANNOTATION_SERVER,
  ANNOTATION_STANDBY,
  ANNOTATION_VERSION,
} from '@inference-portal/plugin-inference-common';
import { shortHash } from '../names';
import type { RenderedFile } from '../RenderedFile';
import type { Server } from '../Server';
import { type Json, toYaml } from '../toYaml';
import { type Region, regionsOf } from './regions';

const LONGEST_ENTITY_NAME = 63;

/** Name of the Component of a server: that of the server in its first region, and with the cluster in others. */
function entityName({ request }: Server, { cluster }: Region): string {
  if (cluster === request.cluster) {
    return request.name;
  }
  const name = `${request.name}-${cluster}`;
  return name.length <= LONGEST_ENTITY_NAME
    ? name
    : `${name.slice(0, LONGEST_ENTITY_NAME - 9)}-${shortHash(name)}`;
}

function component(server: Server, region: Region): Json {
  const { request } = server;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: entityName(server, region),
      ...(request.description === null
        ? {}
        : { description: request.description }),
      annotations: {
        [ANNOTATION_SERVER]: `${region.cluster}/${request.namespace}/${request.name}`,
        [ANNOTATION_MODEL]: `resource:${request.model.name}`,
        [ANNOTATION_VERSION]: request.model.version,
        [ANNOTATION_EXIT_PLAN]: 'exit-plan.md',
        ...(region.standby ? { [ANNOTATION_STANDBY]: 'true' } : {}),
        [ANNOTATION_KUBERNETES_ID]: request.name,
        'backstage.io/kubernetes-namespace': request.namespace,
        'backstage.io/kubernetes-cluster': region.cluster,
      },
    },
    spec: {
      type: 'model-server',
      lifecycle: 'production',
      owner: request.owner,
      dependsOn: [`resource:${request.model.name}`],
    },
  };
}

/** Catalog entities: one Component for each region, as the portal lists one server for each. */
export function catalogInfo(server: Server): RenderedFile {
  return {
    path: 'catalog-info.yaml',
    content: toYaml(
      ...regionsOf(server.request).map(region => component(server, region)),
    ),
  };
}
