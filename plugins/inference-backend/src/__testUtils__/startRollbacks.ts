import { randomUUID } from 'node:crypto';
import type { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type request from 'supertest';
import { startRegistry, type StartedRegistry } from './startRegistry';
import { FakeObjects } from '../act/clusters/__testUtils__/FakeObjects';
import type { GitReverter } from '../act/rollback/git/GitReverter';
import { HOUR_MS } from '../durations';
import type { RegistryRules, RollbackRules } from '../permissions';
import {
  canonicalize,
  hashCanonical,
} from '../observe/clusters/servers/canonicalJson';
import {
  at,
  batch,
  observation,
  ownedBy,
  serverId,
  template,
  watched,
} from '../record/__testUtils__/observations';

export const SUPPORT = 'group:default/support';
export const CHAT = serverId('eu-west', 'support', 'chat');
/** Where the Deployment of the server `chat` stands in the API of its cluster. */
export const PATH = '/apis/apps/v1/namespaces/support/deployments/chat';

/** A status of a Deployment whose two pods are all ready. */
const READY: JsonObject = {
  observedGeneration: 1,
  replicas: 2,
  updatedReplicas: 2,
  readyReplicas: 2,
};

/** What runs with an image of vLLM. */
export function templateOf(tag: string): JsonObject {
  return template(`vllm/vllm-openai:${tag}`);
}

/** The same with the registered version, named as the tag is, on its pods. */
export function registeredTemplateOf(tag: string): JsonObject {
  return {
    ...templateOf(tag),
    metadata: { labels: { 'inference-portal/version': tag } },
  };
}

function observed(tag: string, offsetMs: number, isRegistered: boolean) {
  const specification = canonicalize({
    template: isRegistered ? registeredTemplateOf(tag) : templateOf(tag),
  });
  return observation({
    name: 'chat',
    ...(isRegistered && {
      server: {
        model: {
          id: 'Qwen/Qwen3-32B',
          entityRef: null,
          version: tag,
          revision: null,
          source: 'hf://Qwen/Qwen3-32B',
          pinned: false,
        },
      },
    }),
    current: watched(`vllm/vllm-openai:${tag}`, {
      specification,
      specHash: hashCanonical(specification),
      startedAt: at(offsetMs),
    }),
  });
}

/** The API with a server `chat` of the group support, of which v2 runs and v1 ran before; its old ReplicaSets are gone. */
export class StartedRollbacks {
  constructor(
    readonly api: StartedRegistry,
    readonly cluster: FakeObjects,
    readonly clock: { now: number },
  ) {}

  plan(body: object = {}, who = 'ada'): request.Test {
    return this.api.as(who).post(`/model-servers/${CHAT}/rollback-plans`, body);
  }

  start(
    { id, hash }: { id: string; hash: string },
    facts: {
      who?: string;
      key?: string | null;
      reason?: string;
      emergency?: boolean;
    } = {},
  ): request.Test {
    const { who = 'ada', key = randomUUID(), reason = 'Errors rose' } = facts;
    const { emergency } = facts;
    const sent = this.api
      .as(who)
      .post('/rollbacks', { planId: id, planHash: hash, reason, emergency });
    return key === null ? sent : sent.set('Idempotency-Key', key);
  }

  /** Registers v1 and v2 of the model, of which production is v2. */
  async registerVersions(owner = SUPPORT): Promise<void> {
    const root = this.api.as('root');
    await root.post('/models', {
      namespace: 'support',
      name: 'qwen',
      owner,
      sourceIds: ['Qwen/Qwen3-32B'],
    });
    for (const version of ['v1', 'v2']) {
      const { status } = await root.post('/models/support/qwen/versions', {
        version,
        source: `s3://models/qwen/${version}`,
      });
      if (status !== 201) {
        throw new Error(`${version} could not be registered: ${status}`);
      }
    }
    await this.api.stores.registry.moveAlias(
      { namespace: 'support', name: 'qwen' },
      {
        alias: 'production',
        to: 'v2',
        expected: null,
        reason: null,
        approvedBy: null,
      },
      { actor: 'user:default/bob', at: at(0), origin: 'portal' },
    );
    await this.api.registrar.registerAll();
  }

  async get(id: string) {
    return (await this.api.as('ada').get(`/rollbacks/${id}`)).body;
  }

  /** Does what is due until nothing is, or somebody has to wait. */
  async run(): Promise<void> {
    for (let round = 0; round < 6; round += 1) {
      this.clock.now += 20_000;
      await this.api.changes.run();
    }
  }
}

export async function startRollbacks(
  databases: TestDatabases,
  options: {
    /** Names registered versions on the pods. */
    readonly isRegistered?: boolean;
    readonly rules?: Partial<RegistryRules>;
    readonly rollbackRules?: RollbackRules;
    readonly reverter?: GitReverter;
  } = {},
): Promise<StartedRollbacks> {
  const { isRegistered = false, reverter, rollbackRules, rules } = options;
  const clock = { now: at(5 * HOUR_MS) as number };
  const cluster = new FakeObjects();
  cluster.put(PATH, {
    metadata: { name: 'chat', namespace: 'support', generation: 1 },
    spec: {
      replicas: 2,
      template: isRegistered ? registeredTemplateOf('v2') : templateOf('v2'),
    },
    status: READY,
  });
  const api = await startRegistry(databases, {
    cluster,
    rules,
    rollbackRules,
    reverter,
    now: () => clock.now,
  });
  const { fence, inventory } = api.stores;
  for (const [index, tag] of ['v1', 'v2'].entries()) {
    const server = observed(tag, index * HOUR_MS, isRegistered);
    await inventory.applyBatch(
      batch(index * HOUR_MS + 1_000, [server]),
      new Map([[server.server.id, ownedBy(SUPPORT)]]),
      fence,
    );
  }
  return new StartedRollbacks(api, cluster, clock);
}
