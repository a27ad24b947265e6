import { createHash } from 'node:crypto';
import {
  apiVersionOf,
  type ResourceDefinition,
} from '../kinds/ResourceDefinition';
import type { Discovery } from './discovery';

const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/apply-patch+yaml',
];

/**
 * The OpenAPI documents, as much of them as kubectl needs: that `fieldValidation` is done by the server (so that it
 * asks for no schemas) and that strategic merge patches are computed from kubectl's own types.
 */
export class OpenApi {
  constructor(
    private readonly discovery: Discovery,
    private readonly version: string,
  ) {}

  /** `/openapi/v2` */
  documentV2(): object {
    return {
      swagger: '2.0',
      info: { title: 'Kubernetes', version: this.version },
      paths: {},
      definitions: {},
    };
  }

  /** `/openapi/v3` */
  index(): object {
    const paths = this.groupPaths().map(({ path, group, version }) => {
      const kinds = this.discovery
        .definitions(group, version)
        .map(each => each.kind);
      const hash = createHash('sha256').update(kinds.join()).digest('hex');
      return [
        path,
        { serverRelativeURL: `/openapi/v3/${path}?hash=${hash.toUpperCase()}` },
      ];
    });
    return { paths: Object.fromEntries(paths) };
  }

  /** `/openapi/v3/<path>`, undefined when there is no such group and version. */
  findDocument(path: string): object | undefined {
    const found = this.groupPaths().find(each => each.path === path);
    if (!found) return undefined;
    const definitions = this.discovery.definitions(found.group, found.version);
    const schemas = definitions.map(each => [
      schemaName(each, found.version),
      schema(each, found.version),
    ]);
    const paths = definitions.map(each => [
      objectPath(each, path),
      operations(each, found.version),
    ]);
    return {
      openapi: '3.0.0',
      info: { title: 'Kubernetes', version: this.version },
      paths: Object.fromEntries(paths),
      components: { schemas: Object.fromEntries(schemas) },
    };
  }

  private groupPaths(): { path: string; group: string; version: string }[] {
    return [
      { path: 'api/v1', group: '', version: 'v1' },
      ...this.discovery.listGroupVersions().map(({ group, version }) => ({
        path: `apis/${group}/${version}`,
        group,
        version,
      })),
    ];
  }
}

function schemaName(
  { group, kind }: ResourceDefinition,
  version: string,
): string {
  return `${group === '' ? 'core' : group}.${version}.${kind}`;
}

function schema(definition: ResourceDefinition, version: string): object {
  const text = { type: 'string' };
  return {
    type: 'object',
    description: `${definition.kind} of ${apiVersionOf(definition, version)}`,
    properties: {
      apiVersion: text,
      kind: text,
      metadata: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-group-version-kind': [groupVersionKind(definition, version)],
  };
}

function objectPath(definition: ResourceDefinition, path: string): string {
  const namespace = definition.namespaced ? '/namespaces/{namespace}' : '';
  return `/${path}${namespace}/${definition.plural}/{name}`;
}

function operations(definition: ResourceDefinition, version: string): object {
  const gvk = groupVersionKind(definition, version);
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
    name => ({
      name,
      in: 'query',
      schema: { type: 'string', uniqueItems: true },
    }),
  );
  const reference = {
    $ref: `#/components/schemas/${schemaName(definition, version)}`,
  };
  const content = { 'application/json': { schema: reference } };
  const responses = { 200: { description: 'OK', content } };
  const patchContent = PATCH_TYPES.map(type => [
    type,
    { schema: { type: 'object' } },
  ]);
  return {
    get: {
      responses,
      'x-kubernetes-action': 'get',
      'x-kubernetes-group-version-kind': gvk,
    },
    put: {
      parameters,
      requestBody: { content },
      responses,
      'x-kubernetes-action': 'put',
      'x-kubernetes-group-version-kind': gvk,
    },
    patch: {
      parameters: [
        ...parameters,
        {
          name: 'force',
          in: 'query',
          schema: { type: 'boolean', uniqueItems: true },
        },
      ],
      requestBody: { content: Object.fromEntries(patchContent) },
      responses,
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': gvk,
    },
  };
}

function groupVersionKind(
  { group, kind }: ResourceDefinition,
  version: string,
): object {
  return { group, version, kind };
}
