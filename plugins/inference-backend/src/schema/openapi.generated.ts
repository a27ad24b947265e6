// Generated from plugins/inference-backend/src/schema/openapi.yaml by `yarn generate:api`. Do not edit.
export const spec = {
  openapi: '3.1.0',
  info: {
    title: 'inference',
    version: '1',
    description:
      'What runs on the GPUs of a company: model servers, their revisions, their owners, and the sources the answers come from. All times are RFC 3339 in UTC. Absent values are null, never 0.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/model-servers': {
      get: {
        operationId: 'ListModelServers',
        description:
          'Model servers the caller may read, ordered by name, one page at a time.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'owner',
            in: 'query',
            description:
              'Entity ref of the owner or `none` for unowned servers; repeatable.',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 300 },
            },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
          {
            name: 'model',
            in: 'query',
            description: 'Model id; repeatable.',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 300 },
            },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
          {
            name: 'cluster',
            in: 'query',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 253 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'namespace',
            in: 'query',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 253 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'runtime',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/RuntimeName' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'state',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/ServerState' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'entityRef',
            in: 'query',
            description:
              'Catalog entity joined with the server or with its model.',
            schema: { type: 'string', maxLength: 300 },
            allowReserved: true,
          },
          {
            name: 'q',
            in: 'query',
            description:
              'Text searched in name, namespace, cluster, model and owner.',
            schema: { type: 'string', maxLength: 200 },
            allowReserved: true,
          },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/ModelServer' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}': {
      get: {
        operationId: 'GetModelServer',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        responses: {
          '200': {
            description: 'The server with its pods.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelServerDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}/revisions': {
      get: {
        operationId: 'ListServerRevisions',
        description:
          'Every observed specification of the server, newest first.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/serverId' },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/ServerRevision' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/summary': {
      get: {
        operationId: 'GetFleetSummary',
        description:
          'Figures of the overview page over the servers the caller may read.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'owner',
            in: 'query',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 300 },
            },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
          {
            name: 'cluster',
            in: 'query',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 253 },
            },
            style: 'form',
            explode: true,
          },
        ],
        responses: {
          '200': {
            description: 'The figures.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/FleetSummary' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/data-sources': {
      get: {
        operationId: 'ListDataSources',
        description:
          'Every cluster and Prometheus that the portal reads, with its health.',
        security: [{}, { JWT: [] }],
        responses: {
          '200': {
            description: 'All data sources.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/DataSource' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      JWT: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
    parameters: {
      serverId: {
        name: 'id',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 64 },
      },
      limit: {
        name: 'limit',
        in: 'query',
        description: 'Items per page.',
        schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
      },
      cursor: {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        schema: { type: 'string', maxLength: 2000 },
      },
    },
    responses: {
      ErrorResponse: {
        description: 'What is wrong and what to do.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
          },
        },
      },
      RuntimeName: {
        type: 'string',
        enum: [
          'vllm',
          'tensorrt-llm',
          'triton',
          'sglang',
          'tgi',
          'nim',
          'ray-serve',
          'unknown',
        ],
      },
      ServerState: {
        type: 'string',
        description:
          'One word for the health of a server. `serving` all wanted replicas are ready; `degraded` some are; `starting` none is yet and nothing failed; `crash-looping`, `image-pull-error`, `out-of-memory` say why none or some are not; `pending` pods find no node; `scaled-to-zero` none is wanted; `removed` the object is gone; `unknown` the cluster does not tell.',
        enum: [
          'serving',
          'degraded',
          'starting',
          'crash-looping',
          'image-pull-error',
          'out-of-memory',
          'pending',
          'scaled-to-zero',
          'removed',
          'unknown',
        ],
      },
      Evidence: {
        type: 'object',
        description: 'A value with the place it was read from.',
        required: ['value', 'source'],
        properties: {
          value: { type: ['string', 'null'] },
          source: {
            type: 'string',
            description:
              'Where the value stands, for example `args --model` or `label inference-portal/model`.',
          },
        },
      },
      GpuRequest: {
        type: 'object',
        required: ['resource', 'count'],
        properties: {
          resource: {
            type: 'string',
            examples: ['nvidia.com/gpu', 'nvidia.com/mig-1g.10gb'],
          },
          count: { type: 'number' },
        },
      },
      Gpus: {
        type: 'object',
        required: [
          'perReplica',
          'held',
          'product',
          'products',
          'requests',
          'shared',
        ],
        properties: {
          perReplica: {
            type: ['number', 'null'],
            description:
              'Physical GPUs one replica asks for (MIG and shared devices are fractions); null when the node type is not known.',
          },
          held: {
            type: ['number', 'null'],
            description:
              'Physical GPUs that bound, unfinished pods of this server hold now.',
          },
          product: {
            type: ['string', 'null'],
            description:
              'Short GPU name such as `H100`, from the labels of the nodes the pods run on, else from the node selector.',
          },
          products: {
            type: 'array',
            items: { type: 'string' },
            description: 'Every product the pods run on.',
          },
          requests: {
            type: 'array',
            items: { $ref: '#/components/schemas/GpuRequest' },
            description: 'As written for one replica.',
          },
          shared: {
            type: 'boolean',
            description: 'True for time-sliced',
            'MPS or MIG devices.': null,
          },
        },
      },
      Replicas: {
        type: 'object',
        required: ['desired', 'ready', 'updated'],
        properties: {
          desired: { type: ['integer', 'null'] },
          ready: { type: ['integer', 'null'] },
          updated: { type: ['integer', 'null'] },
        },
      },
      Owner: {
        type: 'object',
        required: ['ref', 'source', 'reason'],
        properties: {
          ref: {
            type: ['string', 'null'],
            description:
              'Entity ref of a Group or User; null when nobody owns the server.',
          },
          source: {
            type: 'string',
            enum: ['workload', 'catalog', 'namespace', 'config', 'none'],
          },
          reason: {
            type: 'string',
            description:
              'A sentence such as `annotation inference-portal/owner on the Deployment`.',
          },
        },
      },
      ManagerName: {
        type: 'string',
        enum: ['argo-cd', 'flux', 'helm', 'operator', 'none'],
      },
      ModelServer: {
        type: 'object',
        required: [
          'id',
          'cluster',
          'namespace',
          'kind',
          'apiVersion',
          'name',
          'uid',
          'entityRef',
          'owner',
          'model',
          'runtime',
          'gpus',
          'replicas',
          'state',
          'stateReason',
          'stateSince',
          'manager',
          'currentRevision',
          'createdAt',
          'changedAt',
          'lastSeenAt',
          'removedAt',
          'warnings',
        ],
        properties: {
          id: { type: 'string' },
          cluster: { type: 'string' },
          namespace: { type: 'string' },
          kind: { type: 'string' },
          apiVersion: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string' },
          entityRef: {
            type: ['string', 'null'],
            description: 'Catalog entity of the server.',
          },
          owner: { $ref: '#/components/schemas/Owner' },
          model: {
            type: 'object',
            required: [
              'id',
              'entityRef',
              'version',
              'revision',
              'source',
              'pinned',
            ],
            properties: {
              id: {
                type: ['string', 'null'],
                description:
                  'Model id such as `Qwen/Qwen3-32B` or an entity ref written on the workload.',
              },
              entityRef: { type: ['string', 'null'] },
              version: {
                type: ['string', 'null'],
                description: 'Version named by a label or annotation.',
              },
              revision: {
                type: ['string', 'null'],
                description: 'Source revision (commit, tag).',
              },
              source: {
                type: ['string', 'null'],
                description: 'Source URI such as `hf://Qwen/Qwen3-32B@<sha>`.',
              },
              pinned: {
                type: ['boolean', 'null'],
                description:
                  'True when the source cannot change under the server.',
              },
            },
          },
          runtime: {
            type: 'object',
            required: ['name', 'version'],
            properties: {
              name: { $ref: '#/components/schemas/RuntimeName' },
              version: { type: ['string', 'null'] },
            },
          },
          gpus: { $ref: '#/components/schemas/Gpus' },
          replicas: { $ref: '#/components/schemas/Replicas' },
          state: { $ref: '#/components/schemas/ServerState' },
          stateReason: {
            type: ['string', 'null'],
            description:
              'The reason in a sentence, for example the words of the scheduler.',
          },
          stateSince: { type: ['string', 'null'], format: 'date-time' },
          manager: {
            type: 'object',
            required: ['name', 'instance'],
            properties: {
              name: { $ref: '#/components/schemas/ManagerName' },
              instance: { type: ['string', 'null'] },
            },
          },
          currentRevision: { type: ['integer', 'null'] },
          createdAt: { type: ['string', 'null'], format: 'date-time' },
          changedAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When the current revision began.',
          },
          lastSeenAt: { type: 'string', format: 'date-time' },
          removedAt: { type: ['string', 'null'], format: 'date-time' },
          warnings: {
            type: 'array',
            items: { type: 'string' },
            description: 'What could not be read of this server, and why.',
          },
        },
      },
      Pod: {
        type: 'object',
        required: [
          'name',
          'uid',
          'node',
          'phase',
          'ready',
          'restarts',
          'reason',
          'message',
          'gpuProduct',
          'gpus',
          'revisionHash',
          'createdAt',
          'startedAt',
        ],
        properties: {
          name: { type: 'string' },
          uid: { type: 'string' },
          node: { type: ['string', 'null'] },
          phase: { type: 'string' },
          ready: { type: 'boolean' },
          restarts: { type: 'integer' },
          reason: {
            type: ['string', 'null'],
            examples: ['CrashLoopBackOff', 'Unschedulable'],
          },
          message: { type: ['string', 'null'] },
          gpuProduct: { type: ['string', 'null'] },
          gpus: {
            type: ['number', 'null'],
            description: 'Physical GPUs held.',
          },
          revisionHash: {
            type: ['string', 'null'],
            description: 'Template hash label.',
          },
          createdAt: { type: ['string', 'null'], format: 'date-time' },
          startedAt: { type: ['string', 'null'], format: 'date-time' },
        },
      },
      Endpoint: {
        type: 'object',
        required: ['url', 'source'],
        properties: { url: { type: 'string' }, source: { type: 'string' } },
      },
      ModelServerDetail: {
        allOf: [
          { $ref: '#/components/schemas/ModelServer' },
          {
            type: 'object',
            required: [
              'image',
              'servedNames',
              'precision',
              'quantization',
              'tensorParallel',
              'pipelineParallel',
              'maxModelLength',
              'endpoints',
              'pods',
              'podsOmitted',
              'labels',
            ],
            properties: {
              image: { $ref: '#/components/schemas/Image' },
              servedNames: { type: 'array', items: { type: 'string' } },
              precision: { $ref: '#/components/schemas/Evidence' },
              quantization: { $ref: '#/components/schemas/Evidence' },
              tensorParallel: { type: ['integer', 'null'] },
              pipelineParallel: { type: ['integer', 'null'] },
              maxModelLength: { type: ['integer', 'null'] },
              endpoints: {
                type: 'array',
                items: { $ref: '#/components/schemas/Endpoint' },
              },
              pods: {
                type: 'array',
                items: { $ref: '#/components/schemas/Pod' },
              },
              podsOmitted: {
                type: 'integer',
                description: 'Pods beyond those listed.',
              },
              labels: {
                type: 'object',
                additionalProperties: { type: 'string' },
              },
            },
          },
        ],
      },
      Image: {
        type: 'object',
        required: ['reference', 'digest'],
        properties: {
          reference: { type: ['string', 'null'] },
          digest: {
            type: ['string', 'null'],
            description:
              'Digest that the kubelet reported, or that the reference names.',
          },
        },
      },
      ServerRevision: {
        type: 'object',
        required: [
          'id',
          'serverId',
          'number',
          'specHash',
          'spec',
          'observedAt',
          'startedAt',
          'endedAt',
          'source',
          'changedBy',
          'changeCause',
          'images',
          'current',
          'clusterRevision',
        ],
        properties: {
          id: { type: 'string' },
          serverId: { type: 'string' },
          number: {
            type: 'integer',
            minimum: 1,
            description: 'Counted by the portal, 1 is the oldest known.',
          },
          specHash: {
            type: 'string',
            description: 'SHA-256 of the normalised specification.',
          },
          spec: {
            type: 'object',
            additionalProperties: true,
            description:
              'Normalised specification with literal secrets redacted.',
          },
          observedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the portal learnt of it.',
          },
          startedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it began on the cluster.',
          },
          endedAt: { type: ['string', 'null'], format: 'date-time' },
          source: {
            type: 'string',
            enum: ['watch', 'cluster-history'],
            description:
              '`cluster-history` revisions were read from ReplicaSets or ControllerRevisions that existed before the portal did; they carry the pod template only.',
          },
          changedBy: {
            type: ['string', 'null'],
            description:
              'Field manager of the last change of the specification.',
          },
          changeCause: { type: ['string', 'null'] },
          images: {
            type: 'array',
            items: { $ref: '#/components/schemas/Image' },
          },
          current: { type: 'boolean' },
          clusterRevision: {
            type: ['string', 'null'],
            description:
              'Revision number that Kubernetes itself gives, if any.',
          },
        },
      },
      FleetSummary: {
        type: 'object',
        required: [
          'servers',
          'byState',
          'byOwner',
          'gpus',
          'coverage',
          'needsAttention',
        ],
        properties: {
          servers: { type: 'integer' },
          byState: {
            type: 'array',
            items: {
              type: 'object',
              required: ['state', 'count'],
              properties: {
                state: { $ref: '#/components/schemas/ServerState' },
                count: { type: 'integer' },
              },
            },
          },
          byOwner: {
            type: 'array',
            items: {
              type: 'object',
              required: ['owner', 'servers', 'gpusHeld'],
              properties: {
                owner: { type: ['string', 'null'] },
                servers: { type: 'integer' },
                gpusHeld: { type: 'number' },
              },
            },
          },
          gpus: {
            type: 'array',
            description: 'By product, over the nodes of all readable clusters.',
            items: {
              type: 'object',
              required: [
                'product',
                'capacity',
                'heldByServers',
                'heldByOthers',
                'free',
              ],
              properties: {
                product: { type: 'string' },
                capacity: {
                  type: 'number',
                  description: 'Physical GPUs of the nodes.',
                },
                heldByServers: { type: 'number' },
                heldByOthers: {
                  type: 'number',
                  description:
                    'Held by pods that are not model servers (notebooks, training jobs).',
                },
                free: { type: 'number' },
              },
            },
          },
          coverage: {
            type: 'object',
            required: ['clustersTotal', 'clustersReadable', 'reasons'],
            properties: {
              clustersTotal: { type: 'integer' },
              clustersReadable: { type: 'integer' },
              reasons: { type: 'array', items: { type: 'string' } },
            },
          },
          needsAttention: {
            type: 'array',
            description: 'Servers in a failing state, worst first, at most 20.',
            items: { $ref: '#/components/schemas/ModelServer' },
          },
        },
      },
      DataSourceIssue: {
        type: 'object',
        required: ['code', 'message', 'fix'],
        properties: {
          code: {
            type: 'string',
            examples: [
              'forbidden',
              'unreachable',
              'tls',
              'config',
              'watch-failed',
              'clock-skew',
              'malformed-object',
            ],
          },
          message: { type: 'string' },
          fix: {
            type: ['string', 'null'],
            description: 'What to do, such as the RBAC rule to add as YAML.',
          },
          since: { type: ['string', 'null'], format: 'date-time' },
        },
      },
      DataSource: {
        type: 'object',
        required: [
          'id',
          'type',
          'name',
          'url',
          'status',
          'version',
          'lastDataAt',
          'lagSeconds',
          'checkedAt',
          'coverage',
          'issues',
          'resources',
          'queries',
        ],
        properties: {
          id: { type: 'string' },
          type: { type: 'string', enum: ['cluster', 'prometheus'] },
          name: { type: 'string' },
          url: {
            type: ['string', 'null'],
            description: 'Without credentials.',
          },
          status: {
            type: 'string',
            enum: [
              'healthy',
              'degraded',
              'unreachable',
              'misconfigured',
              'starting',
            ],
          },
          version: { type: ['string', 'null'] },
          lastDataAt: { type: ['string', 'null'], format: 'date-time' },
          lagSeconds: { type: ['number', 'null'] },
          checkedAt: { type: ['string', 'null'], format: 'date-time' },
          coverage: {
            type: 'array',
            description:
              'What of the expected is there, for example servers with request metrics.',
            items: {
              type: 'object',
              required: ['name', 'have', 'want'],
              properties: {
                name: { type: 'string' },
                have: { type: ['integer', 'null'] },
                want: { type: ['integer', 'null'] },
              },
            },
          },
          issues: {
            type: 'array',
            items: { $ref: '#/components/schemas/DataSourceIssue' },
          },
          resources: {
            type: 'array',
            description: 'Kinds that are watched on a cluster.',
            items: {
              type: 'object',
              required: ['resource', 'status', 'objects', 'lastEventAt'],
              properties: {
                resource: { type: 'string', examples: ['apps/v1/deployments'] },
                status: {
                  type: 'string',
                  enum: [
                    'watching',
                    'listing',
                    'not-installed',
                    'forbidden',
                    'failing',
                  ],
                },
                objects: { type: ['integer', 'null'] },
                lastEventAt: { type: ['string', 'null'], format: 'date-time' },
              },
            },
          },
          queries: {
            type: 'array',
            description: 'Named queries of a Prometheus with what they cost.',
            items: {
              type: 'object',
              required: ['name', 'status', 'series', 'durationMs', 'message'],
              properties: {
                name: { type: 'string' },
                status: { type: 'string', enum: ['ok', 'empty', 'failed'] },
                series: { type: ['integer', 'null'] },
                durationMs: { type: ['integer', 'null'] },
                message: { type: ['string', 'null'] },
              },
            },
          },
        },
      },
    },
  },
} as const;
