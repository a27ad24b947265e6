import type { ContractCluster } from './ContractCluster';
import { ok } from './KubeHttp';
import { until } from './until';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A namespaced kind of which only its address matters. */
export interface MinimalKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
}

/** Installs kinds whose objects may hold anything, and resolves with the names of those that were not there. For tests that need no schema. */
export async function installMinimalCrds(
  cluster: ContractCluster,
  kinds: readonly MinimalKind[],
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const { group, kind, plural, version } of kinds) {
    const path = `/apis/${group}/${version}/${plural}`;
    if ((await cluster.kube.get(path)).status === 200) continue;
    const name = `${plural}.${group}`;
    const answer = await cluster.kube.create(definitions, {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name,
        // Asked for in groups of Kubernetes' own domains.
        annotations: {
          'api-approved.kubernetes.io': 'unapproved, of a test',
        },
      },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural, kind },
        versions: [
          {
            name: version,
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        ],
      },
    });
    ok(answer);
    made.push(name);
    await until(
      `${name} to be served`,
      async () => (await cluster.kube.get(path)).status === 200,
    );
  }
  return made;
}
