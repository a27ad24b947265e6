import type { V1Deployment, V1ReplicaSetList } from '@kubernetes/client-node';
import type { OpenStores } from '../../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { paths, vllmContainer, vllmDeployment } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import type { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import type { Portal } from './Portal';

const REPOSITORY = 'vllm/vllm-openai';

/** Deployments of one namespace, with every image that was ever applied to them. */
export class Fleet {
  private readonly applied = new Map<string, string[]>();
  private readonly present = new Set<string>();
  private readonly deleted = new Set<string>();
  private readonly cleared: string[] = [];

  private constructor(
    private readonly cluster: RealCluster,
    private readonly stores: OpenStores,
    readonly namespace: string,
  ) {
    const { inventory } = stores;
    const applyBatch = inventory.applyBatch.bind(inventory);
    // A server that is removed and comes back at once would leave no trace otherwise.
    inventory.applyBatch = async (...batch) => {
      await applyBatch(...batch);
      this.cleared.push(...(await this.listRemoved()));
    };
  }

  static async begin(cluster: RealCluster, stores: OpenStores): Promise<Fleet> {
    return new Fleet(cluster, stores, await cluster.createNamespace('fault'));
  }

  /** Creates a server that runs the first version. */
  async create(name: string): Promise<void> {
    const image = this.nextImage(name);
    ok(
      await this.cluster.kube.create<V1Deployment>(
        paths.deployments(this.namespace),
        vllmDeployment({
          name,
          namespace: this.namespace,
          container: vllmContainer({ image }),
        }),
      ),
    );
    this.present.add(name);
    await this.rolledOut(name, image);
  }

  /** Creates a server of another kind, which runs one image. */
  async adopt(
    name: string,
    image: string,
    make: (namespace: string) => { path: string; manifest: object },
  ): Promise<void> {
    const { path, manifest } = make(this.namespace);
    ok(await this.cluster.kube.create(path, manifest));
    this.applied.set(name, [image]);
    this.present.add(name);
  }

  /** Rolls out a version that was not there before, or one again; the cluster has a ReplicaSet of it afterwards. */
  async roll(name: string, image: string = this.nextImage(name)) {
    const history = this.applied.get(name);
    if (history?.at(-1) !== image) history?.push(image);
    ok(
      await this.cluster.kube.patch(
        'strategic',
        paths.deployments(this.namespace, name),
        {
          spec: {
            template: { spec: { containers: [{ name: 'vllm', image }] } },
          },
        },
      ),
    );
    await this.rolledOut(name, image);
  }

  async remove(name: string): Promise<void> {
    ok(await this.cluster.kube.remove(paths.deployments(this.namespace, name)));
    this.present.delete(name);
    this.deleted.add(name);
  }

  /** Images of a server in the order in which they were applied. */
  history(name: string): readonly string[] {
    return this.applied.get(name) ?? [];
  }

  /**
   * Waits until the record is what was applied, and holds it to that: each revision once and in order, each server once,
   * none removed but those that were.
   */
  async recorded(portal: Portal): Promise<void> {
    const expected = this.expected();
    let last: unknown;
    await until('everything to be recorded', async () => {
      last = await this.record(portal);
      return JSON.stringify(last) === JSON.stringify(expected);
    }).catch(error => {
      expect(last ?? error).toEqual(expected);
    });
    // What comes after is recorded after what may still be on its way.
    await this.create(`sentinel-${this.applied.size}`);
    const whole = this.expected();
    await until('a server that is made after all', async () => {
      last = await this.record(portal);
      return Object.keys(last ?? {}).length === Object.keys(whole).length;
    });
    await portal.healthy();
    expect(await this.record(portal)).toEqual(whole);
    await this.ended();
    expect(await this.rows()).toEqual([...this.applied.keys()].sort());
    expect(this.cleared.filter(name => !this.deleted.has(name))).toEqual([]);
  }

  private nextImage(name: string): string {
    const history = this.applied.get(name) ?? [];
    this.applied.set(name, history);
    const image = `${REPOSITORY}:v0.${30 + new Set(history).size}.0`;
    history.push(image);
    return image;
  }

  /** The next change would replace this one before the controllers see it; then no ReplicaSet could remember it. */
  private async rolledOut(name: string, image: string): Promise<void> {
    await until(`a ReplicaSet of ${name} with ${image}`, async () => {
      const { status, body } = await this.cluster.kube.get<V1ReplicaSetList>(
        `${paths.replicaSets(this.namespace)}?labelSelector=app%3D${name}`,
      );
      const numbers = new Map(
        (status === 200 ? body.items : []).map(({ metadata, spec }) => [
          spec?.template?.spec?.containers[0]?.image,
          Number(
            metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0,
          ),
        ]),
      );
      const own = numbers.get(image) ?? 0;
      numbers.delete(image);
      // A controller that has just come back gives a number twice, and corrects it at its next look.
      return own > Math.max(0, ...numbers.values());
    });
  }

  private expected(): { [name: string]: readonly string[] } {
    return Object.fromEntries(
      [...this.present]
        .sort()
        .map(name => [
          name,
          this.history(name).map((image, index) => `${index + 1} ${image}`),
        ]),
    );
  }

  private async record(portal: Portal): Promise<{ [name: string]: string[] }> {
    const servers = (await portal.servers(this.namespace)).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    const entries: [string, string[]][] = [];
    for (const { id, name } of servers) {
      const revisions = await portal.revisions(id);
      entries.push([
        name,
        revisions.map(
          ({ number, images }) => `${number} ${images[0]?.reference}`,
        ),
      ]);
    }
    return Object.fromEntries(entries);
  }

  private async rows(): Promise<string[]> {
    return (
      await this.stores
        .db('servers')
        .where({ namespace: this.namespace })
        .pluck('name')
    ).sort();
  }

  private listRemoved(): Promise<string[]> {
    return this.stores
      .db('servers')
      .where({ namespace: this.namespace })
      .whereNotNull('removed_at')
      .pluck('name');
  }

  private async ended(): Promise<void> {
    const gone = [...this.applied.keys()].filter(
      name => !this.present.has(name),
    );
    expect((await this.listRemoved()).sort()).toEqual(gone.sort());
  }
}
