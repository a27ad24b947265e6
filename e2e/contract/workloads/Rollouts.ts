import type { V1PodList, V1ReplicaSetList } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { paths, vllmContainer, vllmRollout } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { until } from '../cluster/until';

/** The parts of a Rollout's status that its controller documents. */
interface RolloutStatus {
  readonly phase?: string;
  readonly message?: string;
  readonly abort?: boolean;
  readonly stableRS?: string;
  readonly currentPodHash?: string;
  readonly currentStepIndex?: number;
  readonly observedGeneration?: string;
  readonly pauseConditions?: readonly { readonly reason: string }[];
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
  }[];
  readonly [field: string]: unknown;
}

/** A Rollout as the API answers it. */
export interface Rollout {
  readonly metadata: {
    readonly uid: string;
    readonly generation: number;
    readonly annotations?: { readonly [name: string]: string };
  };
  readonly spec: {
    readonly replicas: number;
    readonly [field: string]: unknown;
  };
  readonly status?: RolloutStatus;
}

/** The canary that most tests walk: a quarter until somebody promotes, half for a second. */
export const steps = [
  { setWeight: 25 },
  { pause: {} },
  { setWeight: 50 },
  { pause: { duration: '1s' } },
];

/** Requests about the Rollout `ranker` of one namespace. */
export class Rollouts {
  readonly name = 'ranker';
  readonly path: string;

  constructor(
    private readonly cluster: ContractCluster,
    readonly namespace: string,
  ) {
    this.path = paths.rollouts(namespace, this.name);
  }

  /** Creates it with version v1 and four pods unless told otherwise. */
  async create(
    options: Partial<Parameters<typeof vllmRollout>[0]> = {},
  ): Promise<Rollout> {
    return ok(
      await this.cluster.kube.create<Rollout>(
        paths.rollouts(this.namespace),
        vllmRollout({
          name: this.name,
          namespace: this.namespace,
          replicas: 4,
          steps,
          container: vllmContainer({ image: 'vllm/vllm-openai:v1' }),
          ...options,
        }),
      ),
    );
  }

  async read(): Promise<Rollout> {
    return ok(await this.cluster.kube.get<Rollout>(this.path));
  }

  async patch(body: object, query: string = ''): Promise<Rollout> {
    return ok(
      await this.cluster.kube.patch<Rollout>(
        'merge',
        `${this.path}${query}`,
        body,
      ),
    );
  }

  /** As `kubectl argo rollouts promote`, `abort` and `retry` write it. */
  async patchStatus(status: object): Promise<void> {
    ok(
      await this.cluster.kube.patch('merge', `${this.path}/status`, { status }),
    );
  }

  async setVersion(version: string, query: string = ''): Promise<Rollout> {
    return ok(
      await this.cluster.kube.patch<Rollout>('json', `${this.path}${query}`, [
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: `vllm/vllm-openai:${version}`,
        },
      ]),
    );
  }

  /** Waits until the controller has seen the newest specification and says so of it. */
  async reaches(phase: string, stepIndex?: number): Promise<Rollout> {
    let last: Rollout | undefined;
    return until(`${phase} at step ${stepIndex}`, async () => {
      last = await this.read();
      const { metadata, status } = last;
      return (
        status?.phase === phase &&
        status.observedGeneration === String(metadata.generation) &&
        (stepIndex === undefined || status.currentStepIndex === stepIndex) &&
        last
      );
    }).catch(error => {
      throw new Error(`${error}; it is ${JSON.stringify(last?.status)}`);
    });
  }

  /** Waits until exactly these versions run, as `{ v1: 3, v2: 1 }`. */
  async runs(wanted: { readonly [version: string]: number }): Promise<void> {
    const text = JSON.stringify(wanted);
    await until(`pods ${text}`, async () => {
      const present: { [version: string]: number } = {};
      const { items } = ok(
        await this.cluster.kube.get<V1PodList>(paths.pods(this.namespace)),
      );
      for (const { spec } of items) {
        const version = spec?.containers[0]?.image?.split(':')[1] ?? '';
        present[version] = (present[version] ?? 0) + 1;
      }
      return (
        JSON.stringify(Object.entries(present).sort()) ===
        JSON.stringify(Object.entries(wanted).sort())
      );
    });
  }

  /** Its ReplicaSets by revision: what each remembers and how many pods it is to have. */
  async revisions() {
    const { items } = ok(
      await this.cluster.kube.get<V1ReplicaSetList>(
        paths.replicaSets(this.namespace),
      ),
    );
    return items
      .filter(({ metadata }) =>
        metadata?.ownerReferences?.some(({ kind }) => kind === 'Rollout'),
      )
      .map(({ metadata, spec }) => ({
        revision: metadata?.annotations?.['rollout.argoproj.io/revision'],
        history:
          metadata?.annotations?.['rollout.argoproj.io/revision-history'],
        desired:
          metadata?.annotations?.['rollout.argoproj.io/desired-replicas'],
        version: spec?.template?.spec?.containers[0]?.image?.split(':')[1],
        hash: metadata?.labels?.['rollouts-pod-template-hash'],
        replicas: spec?.replicas,
      }))
      .sort((a, b) => Number(a.revision) - Number(b.revision));
  }
}

/** The conditions of a Rollout as `[type, status, reason, message]`, by type; hashes are replaced. */
export function conditionsOf({ status }: Rollout): string[][] {
  return (status?.conditions ?? [])
    .map(({ type, status: value, reason, message }) => [
      type,
      value,
      reason,
      message.replace(/ranker-[a-z0-9]+/, 'ranker-<hash>'),
    ])
    .sort();
}
