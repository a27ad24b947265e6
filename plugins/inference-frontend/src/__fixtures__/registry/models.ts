import type {
  AliasRequest,
  Model,
} from '@inference-portal/plugin-inference-common';
import { FIXTURE_NOW } from '../servers';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** RFC 3339 time `ms` before the moment at which all fixtures are looked at. */
export const before = (ms: number) => new Date(FIXTURE_NOW - ms).toISOString();
/** The same in days. */
export const daysAgo = (days: number) => before(days * DAY);

/** The wish of a colleague to move production of qwen3-32b. */
export function aliasRequest(
  overrides: Partial<AliasRequest> = {},
): AliasRequest {
  return {
    id: 'req-41',
    alias: 'production',
    from: '2026-10-04',
    to: '2026-11-12-fp8',
    reason: 'Half the memory at the same answers in the canary.',
    requestedBy: 'user:default/mira.lindqvist',
    requestedAt: before(2 * HOUR),
    status: 'pending',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    ...overrides,
  };
}

/** The model of the support team, with what a test wants different. */
export function model(overrides: Partial<Model> = {}): Model {
  return {
    namespace: 'default',
    name: 'qwen3-32b',
    entityRef: 'resource:default/qwen3-32b',
    title: 'Qwen3 32B',
    description: 'Chat model behind the support desk.',
    owner: 'group:default/support',
    license: 'Apache-2.0',
    homepage: 'https://huggingface.co/Qwen/Qwen3-32B',
    tags: ['chat', 'multilingual'],
    origin: 'hugging-face',
    sourceIds: ['Qwen/Qwen3-32B'],
    versions: 3,
    latestVersion: '2026-11-12-fp8',
    aliases: [
      {
        alias: 'production',
        version: '2026-10-04',
        pinned: true,
        since: daysAgo(46),
        movedBy: 'user:default/jonas.weber',
        protected: true,
      },
      {
        alias: 'staging',
        version: '2026-11-12-fp8',
        pinned: false,
        since: daysAgo(9),
        movedBy: 'service:ci',
        protected: false,
      },
    ],
    servers: 2,
    createdAt: daysAgo(410),
    createdBy: 'user:default/jonas.weber',
    changedAt: before(2 * HOUR),
    pendingRequests: [],
    conflicts: 1,
    ...overrides,
  };
}

/** A registry with every kind of model that the pages tell apart. */
export function models(): Model[] {
  return [
    model(),
    model({
      name: 'support-chat-lora',
      entityRef: 'resource:default/support-chat-lora',
      title: 'Support chat adapter',
      description: 'LoRA over Qwen3 32B, trained on resolved tickets.',
      origin: 'api',
      sourceIds: [],
      versions: 2,
      latestVersion: '14',
      aliases: [
        {
          alias: 'production',
          version: '14',
          pinned: true,
          since: daysAgo(5),
          movedBy: 'user:default/mira.lindqvist',
          protected: true,
        },
      ],
      servers: 1,
      changedAt: daysAgo(5),
      conflicts: 0,
    }),
    model({
      name: 'bge-m3',
      entityRef: 'resource:default/bge-m3',
      title: null,
      description: null,
      owner: 'group:default/search-relevance',
      license: 'MIT',
      origin: 'catalog',
      sourceIds: ['BAAI/bge-m3'],
      versions: 1,
      latestVersion: '1.0.0',
      aliases: [],
      servers: 5,
      changedAt: daysAgo(200),
      conflicts: 0,
    }),
    model({
      namespace: 'vision',
      name: 'defect-detector',
      entityRef: 'resource:vision/defect-detector',
      title: 'Defect detector',
      owner: null,
      license: 'LicenseRef-internal',
      origin: 'mlflow',
      sourceIds: ['defect-detector'],
      versions: 118,
      latestVersion: '118',
      aliases: [
        {
          alias: 'champion',
          version: '117',
          pinned: true,
          since: daysAgo(30),
          movedBy: 'service:mlflow',
          protected: false,
        },
      ],
      servers: 0,
      changedAt: daysAgo(1),
      conflicts: 0,
    }),
    model({
      name: 'llama-3.3-70b-instruct',
      entityRef: 'resource:default/llama-3.3-70b-instruct',
      title: 'Llama 3.3 70B Instruct',
      owner: 'group:default/fraud',
      license: null,
      origin: 'observed',
      sourceIds: ['meta-llama/Llama-3.3-70B-Instruct'],
      versions: 0,
      latestVersion: null,
      aliases: [],
      servers: 0,
      changedAt: daysAgo(14),
      conflicts: 0,
    }),
  ];
}
