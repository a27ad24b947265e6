import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import type { ContractCluster } from './ContractCluster';
import { crdFile, findCrdFolder, root } from './environment';
import { KubeHttp, ok } from './KubeHttp';
import { until } from './until';

const run = promisify(execFile);

/** What the control plane's scripts write down about it. */
interface PlaneState {
  readonly folder: string;
  readonly programs: string;
  readonly server: string;
  readonly kubeconfig: string;
  readonly ports: { readonly etcd: number };
}

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A control plane of Kubernetes that runs already; its state is found through `CONTRACT_PLANE`, its folder. */
export class RealCluster implements ContractCluster {
  readonly kind = 'real';
  readonly crdFolder = findCrdFolder();
  private readonly namespaces: string[] = [];

  private constructor(
    private readonly plane: PlaneState,
    readonly kube: KubeHttp,
    readonly productAccess: ClusterAccess,
  ) {}

  static async open(): Promise<RealCluster> {
    const folder = process.env.CONTRACT_PLANE;
    if (!folder) throw new Error('CONTRACT_PLANE names no control plane');
    const plane = JSON.parse(
      readFileSync(join(folder, 'control-plane.json'), 'utf8'),
    ) as PlaneState;
    const kube = await KubeHttp.fromKubeconfig(plane.kubeconfig);
    await installRole(plane);
    const token = ok(
      await kube.create<{ status: { token: string } }>(
        '/api/v1/namespaces/inference-portal/serviceaccounts/inference-portal/token',
        {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: 3600 },
        },
      ),
    ).status.token;
    return new RealCluster(plane, kube, {
      kind: 'url',
      url: plane.server,
      credential: { kind: 'token', token },
      caData: readFileSync(join(folder, 'pki', 'ca.crt')).toString('base64'),
      caFile: null,
      skipTlsVerify: false,
    });
  }

  get kubeconfig(): string {
    return this.plane.kubeconfig;
  }

  get kubectl(): string {
    return join(this.plane.programs, 'kubectl');
  }

  async createNamespace(prefix: string = 'contract'): Promise<string> {
    const name = `${prefix}-${randomBytes(4).toString('hex')}`;
    ok(
      await this.kube.create('/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      }),
    );
    this.namespaces.push(name);
    // Pods are refused until the controller manager has made it.
    const account = `/api/v1/namespaces/${name}/serviceaccounts/default`;
    await until(
      `serviceaccount default in ${name}`,
      async () => (await this.kube.get(account)).status === 200,
    );
    return name;
  }

  async installCrd(name: string): Promise<void> {
    // Such as those of Argo Rollouts, which came with the control plane.
    const present = await this.kube.get(`${definitions}/${name}`);
    if (present.status === 200) return;
    if (this.crdFolder === null) throw new Error('there is no CRD folder');
    const definition = parse(
      readFileSync(crdFile(this.crdFolder, name), 'utf8'),
    ) as CustomResourceDefinition;
    const answer = await this.kube.create(definitions, definition);
    if (answer.status !== 409) ok(answer);
    const { group, names, versions } = definition.spec;
    const [version] = versions.filter(({ served }) => served);
    await until(
      `${name} to be served`,
      async () =>
        (
          await this.kube.get(`/apis/${group}/${version?.name}/${names.plural}`)
        ).status === 200,
    );
  }

  async uninstallCrd(name: string): Promise<void> {
    const path = `${definitions}/${name}`;
    await this.kube.remove(path);
    await until(
      `${name} to be gone`,
      async () => (await this.kube.get(path)).status === 404,
    );
  }

  /** Compacts etcd and restarts the API server, whose watch caches would answer for older versions otherwise. */
  async forgetHistory(): Promise<void> {
    await this.compact();
    await this.restartApiServer();
  }

  /** Compacts etcd; the API server's watch caches go on answering for older versions until it restarts. */
  async compact(): Promise<void> {
    const marker = ok(
      await this.kube.get<{ metadata: { resourceVersion: string } }>(
        '/api/v1/namespaces?limit=1',
      ),
    );
    const response = await fetch(
      `http://127.0.0.1:${this.plane.ports.etcd}/v3/kv/compaction`,
      {
        method: 'POST',
        body: JSON.stringify({
          revision: marker.metadata.resourceVersion,
          physical: true,
        }),
      },
    );
    if (!response.ok) {
      throw new Error(`etcd did not compact: ${await response.text()}`);
    }
  }

  /** Ends the API server and starts it again at the same address; some seconds. */
  async restartApiServer(): Promise<void> {
    await this.apiServer();
  }

  /** Ends the API server without notice and starts it again after `meanwhile`; resolves when it is ready. */
  async withoutApiServer(
    meanwhile: () => Promise<void> = async () => {},
  ): Promise<void> {
    await this.apiServer('kill');
    try {
      await meanwhile();
    } finally {
      await this.apiServer('start');
    }
  }

  /** Where the keys of the control plane's certificate authority are. */
  get pki(): string {
    return join(this.plane.folder, 'pki');
  }

  private async apiServer(...half: readonly string[]): Promise<void> {
    await run(process.execPath, [
      join(root, 'e2e/contract/restart-api-server.mjs'),
      this.plane.folder,
      ...half,
    ]);
  }

  async close(): Promise<void> {
    for (const name of this.namespaces) {
      await this.kube.remove(`/api/v1/namespaces/${name}`);
    }
    // Without their nodes, kwok would not end the pods.
    for (const name of this.namespaces.splice(0)) {
      await until(
        `namespace ${name} to be gone`,
        async () =>
          (await this.kube.get(`/api/v1/namespaces/${name}`)).status === 404,
      );
    }
    const nodes = ok(
      await this.kube.get<{ items: { metadata: { name: string } }[] }>(
        '/api/v1/nodes',
      ),
    );
    for (const { metadata } of nodes.items) {
      await this.kube.remove(`/api/v1/nodes/${metadata.name}`);
    }
  }
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; served: boolean }[];
  };
}

/** The role as it is shipped, applied as its users apply it. */
async function installRole(plane: PlaneState): Promise<void> {
  await run(join(plane.programs, 'kubectl'), [
    `--kubeconfig=${plane.kubeconfig}`,
    'apply',
    `--filename=${roleFile}`,
  ]);
}

/** The manifest of the product's permissions. */
export const roleFile = join(root, 'deploy/cluster-role.yaml');

/** The rules of the shipped ClusterRole. */
export function shippedRules(): readonly {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}[] {
  const role = parseAllDocuments(readFileSync(roleFile, 'utf8'))
    .map(document => document.toJS())
    .find(({ kind }) => kind === 'ClusterRole');
  return role.rules;
}
