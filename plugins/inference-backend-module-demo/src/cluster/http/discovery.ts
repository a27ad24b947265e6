import type { KindRegistry } from '../kinds/KindRegistry';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

/** Create-only kinds of the authorization group, answered without being stored. */
const REVIEWS = [
  ['SelfSubjectAccessReview', 'selfsubjectaccessreviews'],
  ['SelfSubjectRulesReview', 'selfsubjectrulesreviews'],
  ['SubjectAccessReview', 'subjectaccessreviews'],
] as const;

interface Subresource {
  readonly name: string;
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** Tells clients which kinds there are, in the legacy and in the aggregated form. */
export class Discovery {
  constructor(private readonly registry: KindRegistry) {}

  /** `/api` */
  coreVersions(): object {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    };
  }

  /** `/apis` */
  groups(): object {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: this.groupNames().map(group => this.groupEntry(group)),
    };
  }

  /** `/apis/<group>`, undefined when there is no such group. */
  findGroup(group: string): object | undefined {
    if (!this.groupNames().includes(group)) return undefined;
    return { kind: 'APIGroup', apiVersion: 'v1', ...this.groupEntry(group) };
  }

  /** `/api/v1` and `/apis/<group>/<version>`, undefined when there is no such version. */
  findResources(group: string, version: string): object | undefined {
    const groupVersion = group === '' ? version : `${group}/${version}`;
    if (group === 'authorization.k8s.io' && version === 'v1') {
      const resources = REVIEWS.map(([kind, name]) => ({
        name,
        singularName: kind.toLowerCase(),
        namespaced: false,
        kind,
        verbs: ['create'],
      }));
      return {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion,
        resources,
      };
    }
    const definitions = this.definitions(group, version);
    if (definitions.length === 0) return undefined;
    return {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion,
      resources: definitions.flatMap(legacyResources),
    };
  }

  /** `/api` or `/apis` for clients that ask for `APIGroupDiscoveryList`. */
  aggregated(core: boolean, version: string): object {
    const groups = core ? [''] : this.groupNames();
    return {
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${version}`,
      metadata: {},
      items: groups.map(group => ({
        metadata: {
          name: group === '' ? undefined : group,
          creationTimestamp: null,
        },
        versions: this.versions(group).map(each => ({
          version: each,
          freshness: 'Current',
          resources:
            group === 'authorization.k8s.io'
              ? REVIEWS.map(([kind, name]) =>
                  reviewResource(group, each, kind, name),
                )
              : this.definitions(group, each).map(definition =>
                  aggregatedResource(definition, each),
                ),
        })),
      })),
    };
  }

  /** Group names and versions, the core group left out. */
  listGroupVersions(): { group: string; version: string }[] {
    return this.groupNames().flatMap(group =>
      this.versions(group).map(version => ({ group, version })),
    );
  }

  definitions(group: string, version: string): ResourceDefinition[] {
    return this.registry
      .list()
      .filter(each => each.group === group && each.versions.includes(version));
  }

  private groupNames(): string[] {
    const names = this.registry.listGroups().map(({ group }) => group);
    return [...names.filter(name => name !== ''), 'authorization.k8s.io'];
  }

  private versions(group: string): string[] {
    if (group === 'authorization.k8s.io') return ['v1'];
    return (
      this.registry.listGroups().find(each => each.group === group)?.versions ??
      []
    );
  }

  private groupEntry(group: string): object {
    const versions = this.versions(group).map(version => ({
      groupVersion: `${group}/${version}`,
      version,
    }));
    return { name: group, versions, preferredVersion: versions[0] };
  }
}

function subresourcesOf(definition: ResourceDefinition): Subresource[] {
  const { status, scale, others } = definition.subresources;
  return [
    ...(status
      ? [{ name: 'status', kind: definition.kind, verbs: SUBRESOURCE_VERBS }]
      : []),
    ...(scale
      ? [
          {
            name: 'scale',
            group: 'autoscaling',
            version: 'v1',
            kind: 'Scale',
            verbs: SUBRESOURCE_VERBS,
          },
        ]
      : []),
    ...(others ?? []).map(name => ({
      name,
      kind: name === 'eviction' ? 'Eviction' : definition.kind,
      ...(name === 'eviction' ? { group: 'policy', version: 'v1' } : {}),
      verbs: name === 'log' ? ['get'] : ['create'],
    })),
  ];
}

function legacyResources(definition: ResourceDefinition): object[] {
  const { plural, singular, namespaced, kind, shortNames, categories } =
    definition;
  return [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs: VERBS,
      ...(shortNames.length > 0 ? { shortNames } : {}),
      ...(categories.length > 0 ? { categories } : {}),
    },
    ...subresourcesOf(definition).map(each => ({
      name: `${plural}/${each.name}`,
      singularName: '',
      namespaced,
      ...(each.group ? { group: each.group, version: each.version } : {}),
      kind: each.kind,
      verbs: each.verbs,
    })),
  ];
}

function aggregatedResource(
  definition: ResourceDefinition,
  version: string,
): object {
  const { group, plural, singular, namespaced, kind, shortNames, categories } =
    definition;
  const subresources = subresourcesOf(definition);
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs: VERBS,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0
      ? {
          subresources: subresources.map(each => ({
            subresource: each.name,
            responseKind: {
              group: each.group ?? group,
              version: each.version ?? version,
              kind: each.kind,
            },
            verbs: each.verbs,
          })),
        }
      : {}),
  };
}

function reviewResource(
  group: string,
  version: string,
  kind: string,
  name: string,
): object {
  return {
    resource: name,
    responseKind: { group, version, kind },
    scope: 'Cluster',
    singularResource: kind.toLowerCase(),
    verbs: ['create'],
  };
}
