import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  customKinds,
  SimulatedCluster,
} from '../../../plugins/inference-backend-module-demo/src/cluster';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import type { ContractCluster } from './ContractCluster';
import { findCrdFolder } from './environment';
import { KubeHttp, ok } from './KubeHttp';
import { podLifeBehaviour } from './podLife';

/** Tokens decide nothing here but being let in; roles are proven on the real cluster. */
const token = 'contract-suite';

/** A simulated cluster of its own for each test file. */
export class SimulatedContractCluster implements ContractCluster {
  readonly kind = 'simulated';
  readonly kubectl = process.env.CONTRACT_KUBECTL ?? null;
  readonly crdFolder = findCrdFolder();
  readonly kubeconfig: string;
  readonly productAccess: ClusterAccess;

  private constructor(
    private readonly cluster: SimulatedCluster,
    private readonly folder: string,
    readonly kube: KubeHttp,
    url: string,
  ) {
    this.kubeconfig = join(folder, 'kubeconfig');
    this.productAccess = {
      kind: 'url',
      url,
      credential: { kind: 'token', token },
      caData: null,
      caFile: null,
      skipTlsVerify: false,
    };
  }

  static async open(): Promise<SimulatedContractCluster> {
    const cluster = new SimulatedCluster({
      name: 'contract',
      clock: Date.now,
      seed: 1,
      tokens: [token],
      podBehaviour: podLifeBehaviour,
      // Installed by the tests that need them, as on a fresh cluster.
      customKinds: [],
      onControllerError: (controller, error) => {
        throw new Error(`${controller} failed`, { cause: error });
      },
    });
    const { url } = await cluster.start({ port: 0 });
    const folder = mkdtempSync(join(tmpdir(), 'contract-'));
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'simulated', cluster: { server: url } }],
        users: [{ name: 'admin', user: {} }],
        contexts: [
          {
            name: 'simulated',
            context: { cluster: 'simulated', user: 'admin' },
          },
        ],
        'current-context': 'simulated',
      }),
    );
    const kube = await KubeHttp.fromKubeconfig(kubeconfig);
    return new SimulatedContractCluster(cluster, folder, kube, url);
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
    return name;
  }

  async installCrd(name: string): Promise<void> {
    const definition = customKinds.find(
      ({ plural, group }) => `${plural}.${group}` === name,
    );
    if (!definition) throw new Error(`the simulation has no kind ${name}`);
    this.cluster.installKind(definition);
  }

  async uninstallCrd(name: string): Promise<void> {
    await this.kube.remove(
      `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`,
    );
  }

  async forgetHistory(): Promise<void> {
    this.cluster.compact();
  }

  async close(): Promise<void> {
    await this.cluster.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
