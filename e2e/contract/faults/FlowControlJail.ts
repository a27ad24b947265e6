import https from 'node:https';
import { ok } from '../cluster/KubeHttp';
import type { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';

const NAME = 'contract-jail';
const apiVersion = 'flowcontrol.apiserver.k8s.io/v1';
const LEVELS = `/apis/${apiVersion}/prioritylevelconfigurations`;
const SCHEMAS = `/apis/${apiVersion}/flowschemas`;
/** Anybody may ask what he may do. */
const OPEN_TO_ALL = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * Priority and fairness that refuses every request of the product. A priority level without shares still lets one request at a time
 * pass, so one that never sends its end takes that place.
 */
export class FlowControlJail {
  private occupant: ReturnType<typeof https.request> | null = null;

  private constructor(
    private readonly cluster: RealCluster,
    private readonly token: string,
  ) {}

  static async close(cluster: RealCluster): Promise<FlowControlJail> {
    const { productAccess } = cluster;
    if (
      productAccess.kind !== 'url' ||
      productAccess.credential.kind !== 'token'
    ) {
      throw new Error('the product comes without a token');
    }
    const jail = new FlowControlJail(cluster, productAccess.credential.token);
    await jail.configure();
    jail.occupy();
    const product = cluster.kube.withToken(jail.token);
    let inARow = 0;
    await until('the API server to refuse the product', async () => {
      const { status } = await product.get('/api/v1/nodes?limit=1');
      inARow = status === 429 ? inARow + 1 : 0;
      return inARow > 3;
    });
    return jail;
  }

  async open(): Promise<void> {
    this.occupant?.destroy();
    this.occupant = null;
    await FlowControlJail.remove(this.cluster);
  }

  private static async remove({ kube }: RealCluster): Promise<void> {
    await kube.remove(`${SCHEMAS}/${NAME}`);
    await kube.remove(`${LEVELS}/${NAME}`);
  }

  private async configure(): Promise<void> {
    const { kube } = this.cluster;
    await FlowControlJail.remove(this.cluster);
    ok(
      await kube.create(LEVELS, {
        apiVersion,
        kind: 'PriorityLevelConfiguration',
        metadata: { name: NAME },
        spec: {
          type: 'Limited',
          limited: {
            nominalConcurrencyShares: 0,
            lendablePercent: 0,
            borrowingLimitPercent: 0,
            limitResponse: { type: 'Reject' },
          },
        },
      }),
    );
    const account = { name: 'inference-portal', namespace: 'inference-portal' };
    const all = ['*'];
    ok(
      await kube.create(SCHEMAS, {
        apiVersion,
        kind: 'FlowSchema',
        metadata: { name: NAME },
        spec: {
          matchingPrecedence: 50,
          priorityLevelConfiguration: { name: NAME },
          rules: [
            {
              subjects: [{ kind: 'ServiceAccount', serviceAccount: account }],
              resourceRules: [
                {
                  verbs: all,
                  apiGroups: all,
                  resources: all,
                  namespaces: all,
                  clusterScope: true,
                },
              ],
              nonResourceRules: [{ verbs: all, nonResourceURLs: all }],
            },
          ],
        },
      }),
    );
  }

  /** Begins a request that does not end, again and again until it is let in and whenever it is thrown out. */
  private occupy(): void {
    const { productAccess, kube } = this.cluster;
    const caData = productAccess.kind === 'url' ? productAccess.caData : null;
    const occupant = https.request(`${kube.server}${OPEN_TO_ALL}`, {
      method: 'POST',
      agent: false,
      ca: Buffer.from(caData ?? '', 'base64'),
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        'content-length': 1_000,
      },
    });
    const again = () => {
      if (this.occupant === occupant) this.occupy();
    };
    this.occupant = occupant;
    occupant.on('response', response => response.resume());
    occupant.on('error', () => {});
    occupant.on('close', again);
    occupant.write('{');
    occupant.on('response', () => occupant.destroy());
  }
}
