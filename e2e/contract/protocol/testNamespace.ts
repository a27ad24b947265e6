import type { V1Deployment, V1Status } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { paths, vllmDeployment } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';

/** The cluster of the test file. */
export let cluster: ContractCluster;
/** The namespace of the test that runs. */
export let namespace: string;

/** Opens the cluster for a test file, and a namespace for each of its tests. */
export function useNamespaces(): void {
  beforeAll(async () => {
    cluster = await openCluster();
  });
  beforeEach(async () => {
    namespace = await cluster.createNamespace();
  });
  afterAll(() => cluster?.close());
}

/** A Deployment of vLLM in the test's namespace. */
export const deployment = (name: string, replicas = 0) =>
  vllmDeployment({ name, namespace, replicas });

export const create = async (name: string, replicas = 0) =>
  ok(
    await cluster.kube.create<V1Deployment>(
      paths.deployments(namespace),
      deployment(name, replicas),
    ),
  );

export const read = async (name: string) =>
  ok(await cluster.kube.get<V1Deployment>(paths.deployments(namespace, name)));

/** The message of a Status with the namespace replaced. */
export const message = (body: unknown) =>
  (body as V1Status).message?.replaceAll(namespace, '<namespace>');

/** A Status with the namespace replaced. */
export const status = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body).replaceAll(namespace, '<namespace>'));
