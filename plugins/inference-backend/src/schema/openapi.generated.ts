// Generated from plugins/inference-backend/src/schema/*.yaml by `yarn generate:api`. Do not edit.
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
            name: 'registered',
            in: 'query',
            description:
              '`true`: servers joined to a registered model; `false`: unregistered ones.',
            schema: { type: 'boolean' },
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
          'Every cluster, Prometheus and registry that the portal reads, with its health.',
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
    '/costs': {
      get: {
        operationId: 'GetCosts',
        description:
          'What GPUs cost over a half-open window, to the micro-unit: the lines add up to the total, and with everything visible the total is the price of the nodes. Callers see the lines that their permission lets through.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/costFrom' },
          { $ref: '#/components/parameters/costTo' },
          { $ref: '#/components/parameters/costTimezone' },
          { $ref: '#/components/parameters/costGroupBy' },
          { $ref: '#/components/parameters/costLabel' },
          {
            name: 'granularity',
            in: 'query',
            description:
              'Pieces of `series`; `total` answers none. Default: total.',
            schema: { $ref: '#/components/schemas/CostGranularity' },
          },
          {
            name: 'idle',
            in: 'query',
            description:
              'Idle GPUs as lines of their own, or shared out over the lines by their cost or evenly. Default: separate.',
            schema: { $ref: '#/components/schemas/IdleView' },
          },
          { $ref: '#/components/parameters/costOwner' },
          { $ref: '#/components/parameters/costModel' },
          { $ref: '#/components/parameters/costVersion' },
          { $ref: '#/components/parameters/costServer' },
          { $ref: '#/components/parameters/costCluster' },
          { $ref: '#/components/parameters/costGpuProduct' },
          { $ref: '#/components/parameters/costRollUp' },
          {
            name: 'unitCosts',
            in: 'query',
            description:
              'True: lines of owners, models and versions tell `unitCosts` and `gpuActivity`, too, which takes longer; those of servers always do.',
            schema: { type: 'boolean' },
          },
          {
            name: 'compare',
            in: 'query',
            description:
              '`previous`: beside the window of the same length before it, with the difference told apart by price and by quantity.',
            schema: { type: 'string', enum: ['previous'] },
          },
        ],
        responses: {
          '200': {
            description: 'The costs.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CostReport' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/costs/evidence': {
      get: {
        operationId: 'GetCostEvidence',
        description:
          'How a number came about, with the intervals and the prices behind it, oldest first. `groupBy` and `key` name a line of a report.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/costFrom' },
          { $ref: '#/components/parameters/costTo' },
          { $ref: '#/components/parameters/costTimezone' },
          { $ref: '#/components/parameters/costGroupBy' },
          { $ref: '#/components/parameters/costLabel' },
          {
            name: 'key',
            in: 'query',
            description: 'Key of the line; all lines when left out.',
            schema: { type: 'string', maxLength: 400 },
            allowReserved: true,
          },
          { $ref: '#/components/parameters/costOwner' },
          { $ref: '#/components/parameters/costModel' },
          { $ref: '#/components/parameters/costVersion' },
          { $ref: '#/components/parameters/costServer' },
          { $ref: '#/components/parameters/costCluster' },
          { $ref: '#/components/parameters/costGpuProduct' },
          { $ref: '#/components/parameters/costRollUp' },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CostEvidence' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/costs/export': {
      get: {
        operationId: 'ExportCosts',
        description:
          'Costs as a file, streamed. `csv` has a line for every key and piece of time; `focus` has the columns of FOCUS 1.3 with those of cost allocation. Nobody is billed by the portal: BilledCost is 0 and x_Estimated is true.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'format',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['csv', 'focus'] },
          },
          { $ref: '#/components/parameters/costFrom' },
          { $ref: '#/components/parameters/costTo' },
          { $ref: '#/components/parameters/costTimezone' },
          {
            name: 'groupBy',
            in: 'query',
            description:
              'Keys of `csv`; `focus` has a row for every owner, model, version, server and node. Default: owner.',
            schema: { $ref: '#/components/schemas/CostGrouping' },
          },
          { $ref: '#/components/parameters/costLabel' },
          {
            name: 'granularity',
            in: 'query',
            description: 'Default: day.',
            schema: { $ref: '#/components/schemas/CostGranularity' },
          },
          { $ref: '#/components/parameters/costOwner' },
          { $ref: '#/components/parameters/costModel' },
          { $ref: '#/components/parameters/costVersion' },
          { $ref: '#/components/parameters/costServer' },
          { $ref: '#/components/parameters/costCluster' },
          { $ref: '#/components/parameters/costGpuProduct' },
          { $ref: '#/components/parameters/costRollUp' },
        ],
        responses: {
          '200': {
            description: 'The file, UTF-8.',
            content: { 'text/csv': { schema: { type: 'string' } } },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/costs/prices': {
      get: {
        operationId: 'ListCostPrices',
        description:
          'Every price in effect in the window, where it comes from and how old it is, and how much of the GPU-hours each source prices.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'from',
            in: 'query',
            description: 'Default: 30 days before `to`.',
            schema: { type: 'string', maxLength: 40 },
            allowReserved: true,
          },
          {
            name: 'to',
            in: 'query',
            description: 'Default: now.',
            schema: { type: 'string', maxLength: 40 },
            allowReserved: true,
          },
          { $ref: '#/components/parameters/costTimezone' },
        ],
        responses: {
          '200': {
            description: 'The prices.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CostPrices' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/costs/rates': {
      get: {
        operationId: 'ListCostRates',
        description:
          'What servers cost a day as they are now: the GPUs that they hold, at the prices in effect. Servers that hold none, or a part of which has no price, are left out, which is never the same as 0. At most ten seconds old.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'server',
            in: 'query',
            description:
              'Id of a model server; repeatable. All of them when left out.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 64 },
            },
            style: 'form',
            explode: true,
          },
        ],
        responses: {
          '200': {
            description: 'The rates, in no order.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CostRates' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/budgets': {
      get: {
        operationId: 'ListBudgets',
        description: 'Budgets the caller may read, ordered by scope.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/budgetOwner' },
          { $ref: '#/components/parameters/budgetModel' },
        ],
        responses: {
          '200': {
            description: 'All of them.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Budget' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      put: {
        operationId: 'SetBudget',
        description:
          'What a group or a model may cost in a calendar month. One budget for each scope; another one replaces it.',
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/NewBudget' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The budget as it is now.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Budget' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/budgets/{budgetId}': {
      delete: {
        operationId: 'DeleteBudget',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'budgetId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 64 },
          },
        ],
        responses: {
          '204': { description: 'It is gone.' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/budgets/status': {
      get: {
        operationId: 'ListBudgetStatus',
        description:
          'What was spent of each budget in a month, and what it will be at the end of it.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/budgetOwner' },
          { $ref: '#/components/parameters/budgetModel' },
          {
            name: 'month',
            in: 'query',
            description:
              'Such as `2026-11`; the month that it is now in the zone of the budget when left out.',
            schema: { type: 'string', maxLength: 20 },
          },
        ],
        responses: {
          '200': {
            description: 'One status for each budget.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/BudgetStatus' },
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
    '/deployment-targets': {
      get: {
        operationId: 'ListDeploymentTargets',
        description:
          'Namespaces of all clusters that the caller may see, ordered by cluster and name, and whether they may deploy there. Read from the clusters when asked. Namespaces of Kubernetes itself (`kube-*`) are left out.',
        security: [{}, { JWT: [] }],
        responses: {
          '200': {
            description: 'The namespaces.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DeploymentTargets' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/deployments': {
      post: {
        operationId: 'CreateDeployment',
        description:
          "Applies objects of Kubernetes to one namespace, server-side and with the field manager `inference-portal`. All of them are tried in a dry run before the first one is stored. Sending the same again changes nothing. 403 when the namespace is of somebody else or the permission `inference.server.create` is missing; 409 when an object is somebody else's; 422 when the GPU quota or the API server refuses an object. The message says which one, why and what to do.",
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/DeploymentRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was done, or what would be done.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DeploymentOutcome' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/findings': {
      get: {
        operationId: 'ListFindings',
        description:
          'What somebody should look at, as far as the caller may read it: the most avoidable cost a month first, what has no price last. `totals` are over everything that the filters let through, not over one page.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'state',
            in: 'query',
            description: 'Repeatable. Default: open.',
            schema: {
              type: 'array',
              maxItems: 5,
              items: { $ref: '#/components/schemas/FindingState' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'cause',
            in: 'query',
            description: 'Repeatable.',
            schema: {
              type: 'array',
              maxItems: 20,
              items: { $ref: '#/components/schemas/FindingCause' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'confidence',
            in: 'query',
            description: 'Repeatable.',
            schema: {
              type: 'array',
              maxItems: 3,
              items: { $ref: '#/components/schemas/FindingConfidence' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'owner',
            in: 'query',
            description:
              'Entity ref of the owner or `none` for servers that nobody owns; repeatable.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 300 },
            },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
          {
            name: 'server',
            in: 'query',
            description: 'Id of a model server; repeatable.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 64 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'cluster',
            in: 'query',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 253 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'entityRef',
            in: 'query',
            description: 'Catalog entity joined with the server.',
            schema: { type: 'string', maxLength: 300 },
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
                schema: { $ref: '#/components/schemas/FindingPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/findings/snooze': {
      post: {
        operationId: 'SnoozeFindings',
        description:
          'Snoozes many findings at once. What cannot be snoozed is told with the reason, and does not keep the others from it.',
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['ids', 'until'],
                properties: {
                  ids: {
                    type: 'array',
                    minItems: 1,
                    maxItems: 200,
                    items: { type: 'string', maxLength: 64 },
                  },
                  until: {
                    type: 'string',
                    maxLength: 40,
                    description:
                      'RFC 3339 or a date such as `2026-12-01` (its beginning in UTC); at most 30 days from now.',
                  },
                  reason: { type: ['string', 'null'], maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was snoozed, and what was not.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'failed'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Finding' },
                    },
                    failed: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['id', 'message'],
                        properties: {
                          id: { type: 'string' },
                          message: { type: 'string' },
                        },
                      },
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
    '/findings/{findingId}': {
      get: {
        operationId: 'GetFinding',
        description:
          'One finding with everything that happened to it. It stays readable after it was resolved.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/findingId' }],
        responses: {
          '200': {
            description: 'The finding.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/FindingDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/findings/{findingId}/snooze': {
      post: {
        operationId: 'SnoozeFinding',
        description:
          'Says nothing more of it until then; afterwards it is raised once again.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/findingId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['until'],
                properties: {
                  until: {
                    type: 'string',
                    maxLength: 40,
                    description:
                      'RFC 3339 or a date such as `2026-12-01` (its beginning in UTC); at most 30 days from now.',
                  },
                  reason: { type: ['string', 'null'], maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The finding as it is now.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/FindingDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/findings/{findingId}/waive': {
      post: {
        operationId: 'WaiveFinding',
        description:
          'Says that the server shall stay as it is, why, and until when; afterwards it is raised once again.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/findingId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['until', 'reason'],
                properties: {
                  until: {
                    type: 'string',
                    maxLength: 40,
                    description:
                      'RFC 3339 or a date such as `2026-12-01` (its beginning in UTC); at most 90 days from now.',
                  },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The finding as it is now.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/FindingDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/findings/{findingId}/accept': {
      post: {
        operationId: 'AcceptFinding',
        description:
          'Says that the finding is right and that somebody sees to it. It is resolved by itself once the server is gone or used.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/findingId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  reason: { type: ['string', 'null'], maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The finding as it is now.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/FindingDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/gpu-plans': {
      post: {
        operationId: 'CreateGpuPlan',
        description:
          'Computes, and stores nothing. What does not fit is answered with 200, `fits: false`, the reasons and the nearest thing that fits. Memory is in GiB (2^30 bytes) of one GPU.',
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/GpuPlanRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GpuPlan' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/gpu-plans/rankings': {
      post: {
        operationId: 'RankGpuOptions',
        description:
          'Plans the model for every GPU product of the clusters that the caller may see, with as few GPUs as it fits on (1, 2, 4 or 8, one node). What fits comes first, the cheapest of it first, unpriced after priced.',
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/GpuRankingRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The options.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GpuRanking' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}/gpu-plan': {
      get: {
        operationId: 'GetServerGpuPlan',
        description:
          'What the planner says of the server as it was started, beside the KV cache that its engine reports, for those who may read the server.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        responses: {
          '200': {
            description: 'Both, or why one of them is not known.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ServerGpuPlan' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}/readiness': {
      get: {
        operationId: 'GetServerReadiness',
        description:
          'The rules of production readiness, asked of one server, for those who may read it. What the portal does not observe is `unknown` with the reason, never `fail`.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        responses: {
          '200': {
            description: 'Every rule with its answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ServerReadiness' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/readiness': {
      get: {
        operationId: 'GetReadinessReport',
        description:
          'What the rules say of all servers that the caller may read, by owner: those with the most failures first. Computed in one pass over the fleet, every ten seconds at most; `checkedAt` says when. Sums over all of them stand beside `items`.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/readinessOwner' },
          { $ref: '#/components/parameters/readinessCluster' },
          { $ref: '#/components/parameters/readinessRollUp' },
          {
            name: 'groupBy',
            in: 'query',
            description:
              'By what servers are added up; `owner` is the default.',
            schema: { type: 'string', enum: ['owner'] },
          },
        ],
        responses: {
          '200': {
            description: 'One line an owner.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ReadinessReport' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/readiness/servers': {
      get: {
        operationId: 'ListReadinessServers',
        description:
          'Servers that the caller may read, the worst first: by rules that fail, then by those that are unknown. The evidence of a server is told by `/model-servers/{id}/readiness`.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/readinessOwner' },
          { $ref: '#/components/parameters/readinessCluster' },
          { $ref: '#/components/parameters/readinessRollUp' },
          {
            name: 'rule',
            in: 'query',
            description: 'Servers of which this rule answers `result`.',
            schema: { $ref: '#/components/schemas/ReadinessCode' },
          },
          {
            name: 'result',
            in: 'query',
            description:
              'Without `rule`, servers of which any rule answers so; with it `fail` is the default.',
            schema: { $ref: '#/components/schemas/ReadinessResult' },
          },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ReadinessServerPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/readiness/scores': {
      get: {
        operationId: 'ListReadinessScores',
        description:
          'How many rules each server that the caller may read passes and fails, for tables that show many. As old as `checkedAt` says; a server that was observed since is not in it yet.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'server',
            in: 'query',
            description:
              'Id of a model server; repeatable. All of them when left out.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 64 },
            },
            style: 'form',
            explode: true,
          },
        ],
        responses: {
          '200': {
            description: 'The scores, in no order.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ReadinessScores' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models': {
      get: {
        operationId: 'ListModels',
        description:
          'Registered models the caller may read, ordered by namespace and name, one page at a time.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'owner',
            in: 'query',
            description: 'Entity ref of the owner or `none`; repeatable.',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 300 },
            },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
          {
            name: 'origin',
            in: 'query',
            description: 'Where models were first registered from; repeatable.',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/RegistryOrigin' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'license',
            in: 'query',
            description:
              'SPDX id, or the text that the source gives; repeatable.',
            schema: {
              type: 'array',
              items: { type: 'string', maxLength: 200 },
            },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
          {
            name: 'alias',
            in: 'query',
            description: 'Only models where this alias points to a version.',
            schema: { type: 'string', maxLength: 63 },
          },
          {
            name: 'q',
            in: 'query',
            description:
              'Text searched in name, title, description, owner and license.',
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
                      items: { $ref: '#/components/schemas/Model' },
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
      post: {
        operationId: 'CreateModel',
        description:
          'Registers a model. The same model again changes nothing; one that differs is 409 (change it with PATCH).',
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/NewModel' },
            },
          },
        },
        responses: {
          '200': {
            description: 'It was there already and is the same.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Model' },
              },
            },
          },
          '201': {
            description: 'Registered.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Model' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}': {
      get: {
        operationId: 'GetModel',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
        ],
        responses: {
          '200': {
            description: 'The model.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Model' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      patch: {
        operationId: 'UpdateModel',
        description:
          'Changes what describes a model; versions stay as they are.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ModelChange' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The changed model.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Model' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/versions': {
      get: {
        operationId: 'ListModelVersions',
        description:
          'Versions of a model, newest first (by when they were made, else by when they were registered).',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          {
            name: 'state',
            in: 'query',
            schema: { $ref: '#/components/schemas/VersionState' },
          },
          {
            name: 'q',
            in: 'query',
            description:
              'Text searched in version, source, digest, format and creator.',
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
                      items: { $ref: '#/components/schemas/ModelVersion' },
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
      post: {
        operationId: 'RegisterModelVersion',
        description:
          'Registers an immutable version. The same content again changes nothing; other content under the same version is 409 and names what differs.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/NewModelVersion' },
            },
          },
        },
        responses: {
          '200': {
            description: 'It was there already with the same content.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          '201': {
            description: 'Registered.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/versions/{version}': {
      get: {
        operationId: 'GetModelVersion',
        description:
          'One version; `@alias` in place of the version is the version that the alias points to.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          { $ref: '#/components/parameters/modelVersion' },
        ],
        responses: {
          '200': {
            description:
              'The version with its card, metrics and lineage edges.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/versions/{version}/retirement': {
      put: {
        operationId: 'RetireModelVersion',
        description:
          'Retires a version, or takes it back into use. Nothing is deleted. A version that a protected alias points to cannot be retired.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          { $ref: '#/components/parameters/modelVersion' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['retired', 'reason'],
                properties: {
                  retired: { type: 'boolean' },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/versions/{version}/metrics': {
      post: {
        operationId: 'AddVersionMetrics',
        description:
          'Adds results of later evaluations. A result that is there already with another value is 409.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          { $ref: '#/components/parameters/modelVersion' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['metrics'],
                properties: {
                  metrics: {
                    type: 'array',
                    minItems: 1,
                    maxItems: 1000,
                    items: { $ref: '#/components/schemas/EvaluationMetric' },
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/versions/{version}/lineage': {
      post: {
        operationId: 'AddVersionLineage',
        description:
          'Adds what a version was made from, learnt later. Cycles are refused with 409.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          { $ref: '#/components/parameters/modelVersion' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['lineage'],
                properties: {
                  lineage: {
                    type: 'array',
                    minItems: 1,
                    maxItems: 200,
                    items: { $ref: '#/components/schemas/LineageLink' },
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/aliases/{alias}': {
      put: {
        operationId: 'MoveAlias',
        description:
          'Points an alias at a version, or at none (`version: null`). With `expectedVersion` the move happens only while the alias points there (`null`: at none yet), else 409 names the version it points to. A protected alias waits for a second person: the answer is 202 with the request to approve.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          { $ref: '#/components/parameters/alias' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['version'],
                properties: {
                  version: { type: ['string', 'null'], maxLength: 128 },
                  expectedVersion: { type: ['string', 'null'], maxLength: 128 },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Moved.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AliasMoveResult' },
              },
            },
          },
          '202': {
            description: 'Waits for the approval of a second person.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AliasMoveResult' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/aliases/{alias}/history': {
      get: {
        operationId: 'ListAliasHistory',
        description: 'Every move of an alias, newest first.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          { $ref: '#/components/parameters/alias' },
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
                      items: { $ref: '#/components/schemas/AliasMove' },
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
    '/models/{namespace}/{name}/alias-requests/{requestId}': {
      put: {
        operationId: 'DecideAliasRequest',
        description:
          'Approves or rejects the move of a protected alias. The person who asked for it cannot approve it; they may withdraw it by rejecting.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          {
            name: 'requestId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 64 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['decision'],
                properties: {
                  decision: { type: 'string', enum: ['approve', 'reject'] },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The decided request.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AliasRequest' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/lineage': {
      get: {
        operationId: 'GetModelLineage',
        description:
          'What versions of a model were made from, and what was made from them; with the servers that run them.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          {
            name: 'version',
            in: 'query',
            description: 'One version; all when left out.',
            schema: { type: 'string', maxLength: 128 },
          },
          { $ref: '#/components/parameters/direction' },
          { $ref: '#/components/parameters/depth' },
        ],
        responses: {
          '200': {
            description: 'The graph.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LineageGraph' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/compare': {
      get: {
        operationId: 'CompareModelVersions',
        description: 'Two versions side by side.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          {
            name: 'a',
            in: 'query',
            required: true,
            schema: { type: 'string', maxLength: 128 },
          },
          {
            name: 'b',
            in: 'query',
            required: true,
            schema: { type: 'string', maxLength: 128 },
          },
        ],
        responses: {
          '200': {
            description: 'The comparison; better and worse are of b beside a.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/VersionComparison' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/models/{namespace}/{name}/servers': {
      get: {
        operationId: 'ListServersOfModel',
        description:
          'Where a model runs now, and by which rule each server was joined to a version.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/modelNamespace' },
          { $ref: '#/components/parameters/modelName' },
          {
            name: 'version',
            in: 'query',
            schema: { type: 'string', maxLength: 128 },
          },
        ],
        responses: {
          '200': {
            description: 'The servers the caller may read.',
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
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-versions': {
      get: {
        operationId: 'SearchModelVersions',
        description:
          'Versions of all models the caller may read, ordered by model and version, one page at a time.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'q',
            in: 'query',
            description:
              'Text searched in model, version, source, digest and license.',
            schema: { type: 'string', maxLength: 200 },
            allowReserved: true,
          },
          {
            name: 'digest',
            in: 'query',
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
                      items: { $ref: '#/components/schemas/ModelVersion' },
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
    '/lineage': {
      get: {
        operationId: 'GetLineage',
        description:
          'The graph around any node, for example everything that descends from `hf://Qwen/Qwen3-32B`, down to the servers.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'node',
            in: 'query',
            required: true,
            description:
              'Id of a node: `model:<namespace>/<name>@<version>`, or the reference of something outside such as `hf://org/name`.',
            schema: { type: 'string', minLength: 1, maxLength: 1000 },
            allowReserved: true,
          },
          { $ref: '#/components/parameters/direction' },
          { $ref: '#/components/parameters/depth' },
        ],
        responses: {
          '200': {
            description: 'The graph.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LineageGraph' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}/registration': {
      get: {
        operationId: 'ProposeRegistration',
        description:
          'The model and version that would be registered from what a server is observed to run.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        responses: {
          '200': {
            description: 'The proposal.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RegistrationProposal' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      post: {
        operationId: 'RegisterFromServer',
        description:
          'Registers the model and version that a server is observed to run, under the proposed names or others.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  namespace: { type: 'string', maxLength: 63 },
                  name: { type: 'string', maxLength: 63 },
                  version: { type: 'string', maxLength: 128 },
                  owner: { type: 'string', maxLength: 300 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version was registered already.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          '201': {
            description: 'Registered.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ModelVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/registry-imports': {
      get: {
        operationId: 'ListRegistryImports',
        description:
          'Runs of imports, newest first, by schedule or by hand; the last 20 of either kind are kept of every registry, of scheduled ones that changed nothing only the last. Needs the permission to start imports.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'source',
            in: 'query',
            description: 'Name of the registry in `inference.registries`.',
            schema: { type: 'string', maxLength: 63 },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'Runs to answer at most.',
            schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
          },
        ],
        responses: {
          '200': {
            description: 'The runs.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/ImportRun' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      post: {
        operationId: 'StartRegistryImport',
        description:
          'Begins to read a configured registry and answers at once with the run, which `GET /registry-imports/{id}` tells more about until it has ended. With `dryRun` everything is read, nothing is written, and the run says what would be. 409 while an import of this registry is running on any replica.',
        security: [{}, { JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['source'],
                properties: {
                  source: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 63,
                    description:
                      'Name of the registry in `inference.registries`.',
                  },
                  dryRun: { type: 'boolean' },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'The run that has begun.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ImportRun' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/registry-imports/{id}': {
      get: {
        operationId: 'GetRegistryImport',
        description:
          'A run of an import with what it changed, found different, and could not read; while it is running as far as it has come. Needs the permission to start imports.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The run.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ImportRunDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/registry-conflicts': {
      get: {
        operationId: 'ListRegistryConflicts',
        description:
          'Immutable facts that changed at a source after they were imported. The registry keeps what it had.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'model',
            in: 'query',
            description: '`<namespace>/<name>`.',
            schema: { type: 'string', maxLength: 130 },
            allowReserved: true,
          },
        ],
        responses: {
          '200': {
            description: 'Open conflicts of the models the caller may read.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/RegistryConflict' },
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
    '/model-servers/{id}/release': {
      get: {
        operationId: 'GetServerRelease',
        description:
          'How a server is since its last revision, beside the week before, for those who may read it.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        responses: {
          '200': {
            description:
              'The revision, and the judgement as far as anybody knows.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ServerRelease' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/failing-releases': {
      get: {
        operationId: 'ListFailingReleases',
        description:
          'Servers that the caller may read and that are worse since a revision of the last three days, the newest revision first. Of very many revisions the newest 100 are judged.',
        security: [{}, { JWT: [] }],
        responses: {
          '200': {
            description: 'All of them.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/ServerRelease' },
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
    '/model-servers/{id}/remediation-plans': {
      post: {
        operationId: 'PlanRemediation',
        description:
          'Looks at the server on its cluster and says what would be done and why it is safe, with a dry run of every step. Nothing is changed. Needs `inference.server.scale`.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['action'],
                properties: {
                  action: { $ref: '#/components/schemas/RemediationAction' },
                  findingId: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 64,
                    description:
                      'Why; the open finding of the server with the most avoidable cost when left out. For `scale-to-zero` only.',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description:
              'The plan. It can be done until it expires, by its id and hash.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RemediationPlan' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/remediations': {
      get: {
        operationId: 'ListRemediations',
        description:
          'What was done to servers that the caller may read, newest first.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'server',
            in: 'query',
            description: 'Id of a model server; repeatable.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 64 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'state',
            in: 'query',
            description: 'Repeatable.',
            schema: {
              type: 'array',
              maxItems: 10,
              items: { $ref: '#/components/schemas/RemediationState' },
            },
            style: 'form',
            explode: true,
          },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RemediationPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      post: {
        operationId: 'StartRemediation',
        description:
          'Does a plan, after the world and the evidence were looked at again. Needs the header `Idempotency-Key`: the same key, plan and caller start one remediation however often they come. Answered with 409 when the plan expired, was made by somebody else or the world has moved since, and when another change of the server goes on. A `restore` ends the watch over an earlier scaling to zero.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: 'Required; 400 when missing.',
            schema: { type: 'string', maxLength: 200 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['planId', 'planHash', 'reason'],
                properties: {
                  planId: { type: 'string', minLength: 1, maxLength: 64 },
                  planHash: { type: 'string', minLength: 1, maxLength: 64 },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'It has begun, or had begun before with the same key.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Remediation' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/remediations/{remediationId}': {
      get: {
        operationId: 'GetRemediation',
        description:
          'One remediation with its plan and everything that happened.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/remediationId' }],
        responses: {
          '200': {
            description: 'The remediation.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RemediationDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}/rollback-plans': {
      post: {
        operationId: 'PlanRollback',
        description:
          'Looks at the server on its cluster and says what going back would do and why it is safe. Nothing is changed. Without `revisionId` the target is the last revision that was healthy and served.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/serverId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  revisionId: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 100,
                    description: 'Id of one of the revisions of this server.',
                  },
                  force: {
                    type: 'boolean',
                    default: false,
                    description:
                      'Plans to pause the sync of Argo CD or Flux and to write past it, where one of them manages the server. Needs `inference.rollback.force`.',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description:
              'The plan. It can be done until it expires, by its id and hash.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RollbackPlan' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/rollbacks': {
      get: {
        operationId: 'ListRollbacks',
        description:
          'Rollbacks of servers that the caller may read, newest first.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'server',
            in: 'query',
            description: 'Id of a model server; repeatable.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 64 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'state',
            in: 'query',
            description: 'Repeatable.',
            schema: {
              type: 'array',
              maxItems: 20,
              items: { $ref: '#/components/schemas/RollbackState' },
            },
            style: 'form',
            explode: true,
          },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RollbackPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      post: {
        operationId: 'StartRollback',
        description:
          'Does a plan. Needs the header `Idempotency-Key`: the same key, plan and caller start one rollback however often they come. Answered with 409 when the plan expired or the world has moved since, and when another change of the server goes on.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: 'Required; 400 when missing.',
            schema: { type: 'string', maxLength: 200 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['planId', 'planHash', 'reason'],
                properties: {
                  planId: { type: 'string', minLength: 1, maxLength: 64 },
                  planHash: { type: 'string', minLength: 1, maxLength: 64 },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                  emergency: {
                    type: 'boolean',
                    default: false,
                    description:
                      'Does not wait for the approval of a second person. Needs `inference.rollback.force`, and is audited.',
                  },
                  autoUndo: {
                    type: 'boolean',
                    default: false,
                    description:
                      'Puts back what was there before when the restored revision does not come up in its time.',
                  },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'It has begun, or had begun before with the same key.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Rollback' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/rollbacks/{rollbackId}': {
      get: {
        operationId: 'GetRollback',
        description: 'One rollback with its plan and everything that happened.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/rollbackId' }],
        responses: {
          '200': {
            description: 'The rollback.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RollbackDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/rollbacks/{rollbackId}/undo': {
      post: {
        operationId: 'UndoRollback',
        description:
          'Puts back what ran before the rollback. Answered with 409 once it is over; a new plan to the revision before does the same then.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/rollbackId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['reason'],
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'It will be undone.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Rollback' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/rollbacks/{rollbackId}/approve': {
      post: {
        operationId: 'ApproveRollback',
        description:
          'Lets a rollback begin that waits for a second person, who is never the one who asked. Answered with 409 when it does not wait.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/rollbackId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['reason'],
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'It will begin.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Rollback' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/rollbacks/{rollbackId}/decline': {
      post: {
        operationId: 'DeclineRollback',
        description:
          'Ends a rollback that waits for approval, before anything is written. Whoever asked may withdraw it so.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/rollbackId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['reason'],
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'It will end.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Rollback' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/rollbacks/{rollbackId}/resume-sync': {
      post: {
        operationId: 'ResumeRollbackSync',
        description:
          'Lets Argo CD or Flux sync again before the pause is over: what stands in Git is applied. Answered with 409 when nothing is paused.',
        security: [{}, { JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/rollbackId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['reason'],
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'It will be resumed within a minute.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Rollback' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/model-servers/{id}/usage': {
      get: {
        operationId: 'GetServerUsage',
        description:
          'What a server did, hour by hour or day by day, oldest first. Hours without a sample are left out: nobody looked, which is never the same as 0. Hours are kept for 100 days, days for 25 months.',
        security: [{}, { JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/serverId' },
          {
            name: 'from',
            in: 'query',
            description:
              'RFC 3339 or a date, UTC. Default: 7 days before `to` by the hour, 30 days by the day.',
            schema: { type: 'string', maxLength: 40 },
            allowReserved: true,
          },
          {
            name: 'to',
            in: 'query',
            description: 'Exclusive. Default: now.',
            schema: { type: 'string', maxLength: 40 },
            allowReserved: true,
          },
          {
            name: 'granularity',
            in: 'query',
            description: 'Default: hour.',
            schema: { $ref: '#/components/schemas/UsageGranularity' },
          },
        ],
        responses: {
          '200': {
            description: 'The usage.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ServerUsage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/usage': {
      get: {
        operationId: 'ListServerUsage',
        description:
          'What all servers that the caller may read did in one window, added up. Servers of which nobody told anything are left out, which is never the same as 0.',
        security: [{}, { JWT: [] }],
        parameters: [
          {
            name: 'server',
            in: 'query',
            description:
              'Id of a model server; repeatable. All of them when left out.',
            schema: {
              type: 'array',
              maxItems: 200,
              items: { type: 'string', maxLength: 64 },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'from',
            in: 'query',
            description:
              'RFC 3339 or a date, UTC; of the hour it lies in. Default: 24 hours before `to`.',
            schema: { type: 'string', maxLength: 40 },
            allowReserved: true,
          },
          {
            name: 'to',
            in: 'query',
            description: 'Exclusive. Default: now.',
            schema: { type: 'string', maxLength: 40 },
            allowReserved: true,
          },
        ],
        responses: {
          '200': {
            description: 'The sums, in no order.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/UsageSums' },
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
      costFrom: {
        name: 'from',
        in: 'query',
        required: true,
        description:
          'Beginning: RFC 3339 or a local date such as `2026-11-01` in `timezone`.',
        schema: { type: 'string', maxLength: 40 },
        allowReserved: true,
      },
      costTo: {
        name: 'to',
        in: 'query',
        required: true,
        description: 'End, exclusive: as `from`.',
        schema: { type: 'string', maxLength: 40 },
        allowReserved: true,
      },
      costTimezone: {
        name: 'timezone',
        in: 'query',
        description:
          'IANA name such as `Europe/Berlin`, in which local dates, days and months are cut. Default: UTC.',
        schema: { type: 'string', maxLength: 64 },
        allowReserved: true,
      },
      costGroupBy: {
        name: 'groupBy',
        in: 'query',
        description: 'Default: owner.',
        schema: { $ref: '#/components/schemas/CostGrouping' },
      },
      costLabel: {
        name: 'label',
        in: 'query',
        description: 'Name of the pod label with `groupBy=label`.',
        schema: { type: 'string', maxLength: 317 },
        allowReserved: true,
      },
      costOwner: {
        name: 'owner',
        in: 'query',
        description:
          'Entity ref of an owner, or `none` for what nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 300 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      costModel: {
        name: 'model',
        in: 'query',
        description:
          '`<namespace>/<name>` of a registered model, else the model id that servers tell; repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 300 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      costVersion: {
        name: 'version',
        in: 'query',
        description:
          'Version of a model, to be used with `model`, or `__none__` for what tells none; repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 300 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      costServer: {
        name: 'server',
        in: 'query',
        description: 'Id of a model server; repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 64 },
        },
        style: 'form',
        explode: true,
      },
      costCluster: {
        name: 'cluster',
        in: 'query',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 253 },
        },
        style: 'form',
        explode: true,
      },
      costGpuProduct: {
        name: 'gpuProduct',
        in: 'query',
        description: 'Short GPU name such as `H100`; repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 100 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      costRollUp: {
        name: 'rollUp',
        in: 'query',
        description:
          '`1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default.',
        schema: { type: 'integer', minimum: 0, maximum: 20 },
      },
      budgetOwner: {
        name: 'owner',
        in: 'query',
        description: 'Entity ref of an owner; repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 300 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      budgetModel: {
        name: 'model',
        in: 'query',
        description: '`<namespace>/<name>` of a model; repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 300 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      findingId: {
        name: 'findingId',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 64 },
      },
      readinessOwner: {
        name: 'owner',
        in: 'query',
        description:
          'Entity ref of an owner, or `none` for servers that nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 300 },
        },
        style: 'form',
        explode: true,
        allowReserved: true,
      },
      readinessCluster: {
        name: 'cluster',
        in: 'query',
        description: 'Repeatable.',
        schema: {
          type: 'array',
          maxItems: 200,
          items: { type: 'string', maxLength: 253 },
        },
        style: 'form',
        explode: true,
      },
      readinessRollUp: {
        name: 'rollUp',
        in: 'query',
        description:
          '`1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default.',
        schema: { type: 'integer', minimum: 0, maximum: 20 },
      },
      modelNamespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 63 },
      },
      modelName: {
        name: 'name',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 63 },
      },
      modelVersion: {
        name: 'version',
        in: 'path',
        required: true,
        description: 'A version, or `@alias`.',
        schema: { type: 'string', maxLength: 128 },
      },
      alias: {
        name: 'alias',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 63 },
      },
      direction: {
        name: 'direction',
        in: 'query',
        description:
          '`up`: what it was made from; `down`: what was made from it.',
        schema: {
          type: 'string',
          enum: ['up', 'down', 'both'],
          default: 'both',
        },
      },
      depth: {
        name: 'depth',
        in: 'query',
        description: 'Edges to walk from the start in each direction.',
        schema: { type: 'integer', minimum: 1, maximum: 50, default: 5 },
      },
      remediationId: {
        name: 'remediationId',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 64 },
      },
      rollbackId: {
        name: 'rollbackId',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 64 },
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
          'registration',
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
          registration: {
            oneOf: [
              { $ref: '#/components/schemas/Registration' },
              { type: 'null' },
            ],
            description: 'Null when the server is unregistered.',
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
          type: { type: 'string', enum: ['cluster', 'prometheus', 'registry'] },
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
      Money: {
        type: 'object',
        additionalProperties: false,
        required: ['currency', 'micros'],
        properties: {
          currency: {
            type: 'string',
            pattern: '^[A-Z]{3}$',
            description: 'ISO 4217.',
          },
          micros: {
            type: 'integer',
            description: 'Micro-units: 1500000 is 1.50.',
          },
        },
      },
      CostRates: {
        type: 'object',
        additionalProperties: false,
        required: ['at', 'items'],
        properties: {
          at: {
            type: 'string',
            format: 'date-time',
            description: 'When it was so.',
          },
          items: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['serverId', 'perDay'],
              properties: {
                serverId: { type: 'string' },
                perDay: { $ref: '#/components/schemas/Money' },
              },
            },
          },
        },
      },
      CostGrouping: {
        type: 'string',
        enum: [
          'owner',
          'model',
          'version',
          'server',
          'pod',
          'node',
          'cluster',
          'gpu-product',
          'capacity-type',
          'bucket',
          'label',
        ],
      },
      CostGranularity: {
        type: 'string',
        enum: ['total', 'hour', 'day', 'month'],
      },
      IdleView: { type: 'string', enum: ['separate', 'weighted', 'even'] },
      CostCaveat: {
        type: 'object',
        required: ['code', 'values', 'message'],
        properties: {
          code: {
            type: 'string',
            enum: [
              'estimated',
              'unobserved',
              'unpriced',
              'stale-prices',
              'guessed-prices',
              'overcommit',
              'several-currencies',
              'still-counting',
              'previous-incomplete',
              'corrected',
            ],
          },
          values: {
            type: 'object',
            description:
              'What `message` says in numbers, for texts in other languages: `hours` (GPU-hours), `days`, `date` (RFC 3339), `currencies`, `micros` and `currency`.',
            additionalProperties: { type: ['string', 'number'] },
          },
          message: { type: 'string' },
        },
      },
      UnitCosts: {
        type: 'object',
        description:
          'Cost beside what was served for it, in micro-units. Input and output share the cost by the seconds of prefill and decode.',
        required: [
          'perRequest',
          'perMillionTokens',
          'perMillionInputTokens',
          'perMillionOutputTokens',
          'split',
          'lowVolume',
        ],
        properties: {
          perRequest: { type: ['number', 'null'] },
          perMillionTokens: { type: ['number', 'null'] },
          perMillionInputTokens: { type: ['number', 'null'] },
          perMillionOutputTokens: { type: ['number', 'null'] },
          split: {
            type: ['string', 'null'],
            enum: ['seconds', 'fallback', null],
            description:
              '`fallback`: nobody measured the seconds, and an output token counts as 2.5 input tokens.',
          },
          lowVolume: {
            type: 'boolean',
            description: 'Too little traffic for the figures to mean much.',
          },
        },
      },
      CostLine: {
        type: 'object',
        required: [
          'key',
          'title',
          'currency',
          'micros',
          'gpuHours',
          'unpricedGpuHours',
          'estimated',
          'gpuActivity',
          'unitCosts',
          'previous',
          'told',
        ],
        properties: {
          key: {
            type: 'string',
            description:
              'What it is grouped by; `__unallocated__`, `__idle__`, `__unobserved__`, `__unused-commitment__` and `__overcommit__` belong to nobody.',
          },
          title: {
            type: ['string', 'null'],
            description: 'For people; null when the key is all there is.',
          },
          currency: {
            type: ['string', 'null'],
            description:
              'Of `micros`; null when nothing is priced. There is a line for each currency.',
          },
          micros: {
            type: ['integer', 'null'],
            description: 'Null when nobody knows the price of any of it.',
          },
          gpuHours: { type: 'number' },
          unpricedGpuHours: {
            type: 'number',
            description: 'Part of `gpuHours` that `micros` leaves out.',
          },
          estimated: { type: 'boolean' },
          gpuActivity: {
            type: ['number', 'null'],
            description:
              'Share of GPU-hours in which the GPUs did something, 0 to 1; null without metrics. Never part of the money.',
          },
          unitCosts: {
            oneOf: [
              { $ref: '#/components/schemas/UnitCosts' },
              { type: 'null' },
            ],
            description:
              'Over the whole window; null without traffic, and where metrics saw less than four fifths of it. Of a line that stands for many servers, the cost of those whose traffic is known over what they served; null where these are less than four fifths of its cost.',
          },
          previous: {
            oneOf: [
              {
                type: 'object',
                required: [
                  'micros',
                  'gpuHours',
                  'priceEffect',
                  'quantityEffect',
                ],
                properties: {
                  micros: { type: ['integer', 'null'] },
                  gpuHours: { type: 'number' },
                  priceEffect: {
                    type: ['integer', 'null'],
                    description:
                      'micros - previous.micros = priceEffect + quantityEffect, to the micro-unit.',
                  },
                  quantityEffect: { type: ['integer', 'null'] },
                },
              },
              { type: 'null' },
            ],
            description: 'Null without `compare`.',
          },
          told: {
            oneOf: [
              {
                type: 'object',
                required: ['micros', 'gpuHours', 'unpricedGpuHours'],
                properties: {
                  micros: { type: ['integer', 'null'] },
                  gpuHours: { type: 'number' },
                  unpricedGpuHours: { type: 'number' },
                },
              },
              { type: 'null' },
            ],
            description:
              'What was told of the line when its months were closed; the rest is the correction. Null when nothing changed since, and for pods, labels and hours, of which nobody knows it.',
          },
        },
      },
      CostSeries: {
        type: 'object',
        required: ['start', 'end', 'lines', 'total'],
        properties: {
          start: {
            type: 'string',
            format: 'date-time',
            description:
              'Beginning of the hour, day or month in the zone, or of the window.',
          },
          end: { type: 'string', format: 'date-time' },
          lines: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostLine' },
          },
          total: { type: ['integer', 'null'] },
        },
      },
      PriceCoverage: {
        type: 'object',
        required: ['source', 'share', 'gpuHours', 'asOf'],
        properties: {
          source: {
            type: 'string',
            description:
              "node-annotation, config, csv, extension, shipped, shipped-gpu (one provider's price of a GPU, a guess for others), or `unpriced`.",
          },
          share: { type: 'number', minimum: 0, maximum: 1 },
          gpuHours: { type: 'number' },
          asOf: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'Of the oldest price used.',
          },
        },
      },
      CostBucketSum: {
        type: 'object',
        required: ['bucket', 'micros', 'gpuHours'],
        properties: {
          bucket: {
            type: 'string',
            description:
              'owned, unallocated, idle-free, idle-fragmented, idle-cordoned, unused-commitment, unobserved or overcommit.',
          },
          micros: { type: ['integer', 'null'] },
          gpuHours: { type: 'number' },
        },
      },
      CostReport: {
        type: 'object',
        required: [
          'from',
          'to',
          'timezone',
          'currency',
          'groupBy',
          'granularity',
          'idle',
          'total',
          'gpuHours',
          'lines',
          'series',
          'buckets',
          'priced',
          'closedMonths',
          'correction',
          'caveats',
        ],
        properties: {
          from: { type: 'string', format: 'date-time' },
          to: { type: 'string', format: 'date-time' },
          timezone: { type: 'string' },
          currency: {
            type: ['string', 'null'],
            description:
              'Null when nothing is priced, or there are several: then every line says its own, and there is no total.',
          },
          groupBy: { $ref: '#/components/schemas/CostGrouping' },
          granularity: { $ref: '#/components/schemas/CostGranularity' },
          idle: { $ref: '#/components/schemas/IdleView' },
          total: {
            type: ['integer', 'null'],
            description:
              'Micro-units: the sum of all lines, to the micro-unit.',
          },
          gpuHours: { type: 'number' },
          lines: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostLine' },
            description:
              'The most expensive first, what belongs to nobody last.',
          },
          series: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostSeries' },
          },
          buckets: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostBucketSum' },
          },
          priced: {
            type: 'array',
            items: { $ref: '#/components/schemas/PriceCoverage' },
          },
          closedMonths: {
            type: 'array',
            description:
              'Local months of the window whose costs were told and stand; what changes them is a correction. Months are closed in the zones of `inference.costs.timezones`.',
            items: {
              type: 'object',
              required: ['from', 'to', 'closedAt'],
              properties: {
                from: { type: 'string', format: 'date-time' },
                to: { type: 'string', format: 'date-time' },
                closedAt: { type: 'string', format: 'date-time' },
              },
            },
          },
          correction: {
            type: ['integer', 'null'],
            description:
              'What `total` changed by since months of the window were closed; null when none is, and where nobody knows.',
          },
          caveats: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostCaveat' },
          },
        },
      },
      CostEvidenceItem: {
        type: 'object',
        required: [
          'from',
          'to',
          'node',
          'cluster',
          'pod',
          'server',
          'bucket',
          'owner',
          'model',
          'weight',
          'gpuHours',
          'pricePerGpuHourMicros',
          'currency',
          'priceSource',
          'priceNote',
          'micros',
          'quality',
        ],
        properties: {
          from: { type: 'string', format: 'date-time' },
          to: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'Null while it lasts.',
          },
          node: { type: 'string' },
          cluster: { type: 'string' },
          pod: {
            type: ['string', 'null'],
            description: '`<namespace>/<name>`; null for idle GPUs.',
          },
          server: {
            type: ['string', 'null'],
            description:
              '`<namespace>/<name>`, or the id of one that the portal no longer knows.',
          },
          bucket: { type: 'string' },
          owner: { type: ['string', 'null'] },
          model: { type: ['string', 'null'] },
          weight: {
            type: 'string',
            description: 'Physical GPUs, such as `1/8`.',
          },
          gpuHours: { type: 'number' },
          pricePerGpuHourMicros: { type: ['number', 'null'] },
          currency: { type: ['string', 'null'] },
          priceSource: { type: ['string', 'null'] },
          priceNote: { type: ['string', 'null'] },
          micros: {
            type: ['number', 'null'],
            description:
              'Rounded for itself; only the lines of a report add up.',
          },
          quality: { type: 'string', enum: ['observed', 'estimated'] },
        },
      },
      CostEvidence: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostEvidenceItem' },
          },
          nextCursor: { type: 'string' },
        },
      },
      CostPrice: {
        type: 'object',
        required: [
          'id',
          'source',
          'cluster',
          'instanceType',
          'gpuProduct',
          'region',
          'capacityType',
          'currency',
          'unit',
          'micros',
          'from',
          'to',
          'asOf',
          'note',
          'stale',
        ],
        properties: {
          id: { type: 'string' },
          source: {
            type: 'string',
            enum: [
              'node-annotation',
              'config',
              'csv',
              'extension',
              'shipped',
              'shipped-gpu',
            ],
          },
          cluster: {
            type: ['string', 'null'],
            description:
              'Null matches every cluster; so do the other fields of the match.',
          },
          instanceType: { type: ['string', 'null'] },
          gpuProduct: { type: ['string', 'null'] },
          region: { type: ['string', 'null'] },
          capacityType: { type: ['string', 'null'] },
          currency: { type: 'string' },
          unit: { type: 'string', enum: ['node-hour', 'gpu-hour'] },
          micros: {
            type: 'number',
            description:
              'Micro-units for one `unit`; the list may tell finer prices than whole ones.',
          },
          from: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'Null when it is in effect since ever.',
          },
          to: { type: ['string', 'null'], format: 'date-time' },
          asOf: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When somebody last checked it.',
          },
          note: { type: ['string', 'null'] },
          stale: {
            type: 'boolean',
            description:
              'A shipped price that nobody checked for more than 90 days.',
          },
        },
      },
      CostPrices: {
        type: 'object',
        required: ['items', 'priced', 'caveats'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostPrice' },
          },
          priced: {
            type: 'array',
            items: { $ref: '#/components/schemas/PriceCoverage' },
            description: 'By share of GPU-hours in the window.',
          },
          caveats: {
            type: 'array',
            items: { $ref: '#/components/schemas/CostCaveat' },
          },
        },
      },
      BudgetScope: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'ref'],
        properties: {
          kind: { type: 'string', enum: ['owner', 'model'] },
          ref: {
            type: 'string',
            minLength: 1,
            maxLength: 300,
            description:
              'Entity ref of a Group or User, which stands for all groups below it, too; or `<namespace>/<name>` of a model.',
          },
        },
      },
      NewBudget: {
        type: 'object',
        additionalProperties: false,
        required: ['scope', 'monthly'],
        properties: {
          scope: { $ref: '#/components/schemas/BudgetScope' },
          monthly: { $ref: '#/components/schemas/Money' },
          timezone: {
            type: 'string',
            maxLength: 64,
            description: 'IANA name in which months are cut. Default: UTC.',
          },
          note: { type: ['string', 'null'], maxLength: 2000 },
        },
      },
      Budget: {
        type: 'object',
        required: [
          'id',
          'scope',
          'monthly',
          'timezone',
          'note',
          'createdBy',
          'createdAt',
        ],
        properties: {
          id: { type: 'string' },
          scope: { $ref: '#/components/schemas/BudgetScope' },
          monthly: { $ref: '#/components/schemas/Money' },
          timezone: { type: 'string' },
          note: { type: ['string', 'null'] },
          createdBy: { type: 'string', description: 'Who set it last.' },
          createdAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it was set last.',
          },
        },
      },
      BudgetStatus: {
        type: 'object',
        required: ['budget', 'month', 'spent', 'forecast', 'state', 'burnDown'],
        properties: {
          budget: { $ref: '#/components/schemas/Budget' },
          month: { type: 'string', examples: ['2026-11'] },
          spent: {
            type: ['integer', 'null'],
            description:
              'Micro-units; null when it is not priced in the currency of the budget.',
          },
          forecast: {
            type: ['integer', 'null'],
            description:
              'At month end, if it goes on like the last seven days.',
          },
          state: {
            type: 'string',
            enum: ['on-track', 'at-risk', 'exceeded', 'unknown'],
          },
          burnDown: {
            type: 'array',
            description: 'Spent by the end of each local day so far.',
            items: {
              type: 'object',
              required: ['day', 'micros'],
              properties: {
                day: { type: 'string', examples: ['2026-11-01'] },
                micros: { type: ['integer', 'null'] },
              },
            },
          },
        },
      },
      DeploymentGpuQuota: {
        type: 'object',
        description:
          'The tightest quota of GPUs of the namespace, in GPUs as pods request them.',
        required: ['hard', 'used'],
        properties: { hard: { type: 'number' }, used: { type: 'number' } },
      },
      DeploymentGpus: {
        type: 'object',
        required: ['product', 'memoryGiB', 'free', 'total', 'nodeLabels'],
        properties: {
          product: {
            type: 'string',
            description:
              'Short name, such as `H100`; `unknown` when the nodes do not say.',
          },
          memoryGiB: {
            type: ['number', 'null'],
            description:
              'Of one GPU; null when the portal does not know the product.',
          },
          free: {
            type: 'number',
            description: 'Of the cluster, whichever nodes they are on.',
          },
          total: { type: 'number' },
          nodeLabels: {
            type: 'array',
            items: { type: 'string' },
            description:
              'What its nodes carry as `nvidia.com/gpu.product`, which is what `gpu.product` of a deployment has to say.',
          },
        },
      },
      DeploymentTarget: {
        type: 'object',
        required: [
          'cluster',
          'namespace',
          'owner',
          'allowed',
          'reason',
          'gpuQuota',
          'gpus',
        ],
        properties: {
          cluster: { type: 'string' },
          namespace: { type: 'string' },
          owner: {
            type: ['string', 'null'],
            description:
              'Entity ref of whom the annotation of the namespace or a rule names; null when nothing does.',
          },
          allowed: {
            type: 'boolean',
            description: 'Whether the caller may deploy there.',
          },
          reason: {
            type: ['string', 'null'],
            description:
              'Why the caller may not, and what to do; null when they may.',
          },
          gpuQuota: {
            description:
              'Null when the namespace has none, or when the portal may not read quotas.',
            oneOf: [
              { $ref: '#/components/schemas/DeploymentGpuQuota' },
              { type: 'null' },
            ],
          },
          gpus: {
            type: 'array',
            items: { $ref: '#/components/schemas/DeploymentGpus' },
          },
        },
      },
      DeploymentTargets: {
        type: 'object',
        required: ['items', 'problems'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/DeploymentTarget' },
          },
          problems: {
            type: 'array',
            items: { type: 'string' },
            description:
              'What could not be read, such as a cluster that does not answer.',
          },
        },
      },
      DeploymentObject: {
        type: 'object',
        description:
          'An object of Kubernetes. Only kinds that a model server is made of are taken.',
        additionalProperties: true,
        required: ['apiVersion', 'kind', 'metadata'],
        properties: {
          apiVersion: { type: 'string', minLength: 1, maxLength: 300 },
          kind: { type: 'string', minLength: 1, maxLength: 100 },
          metadata: {
            type: 'object',
            additionalProperties: true,
            required: ['name'],
            properties: {
              name: { type: 'string', minLength: 1, maxLength: 253 },
              namespace: {
                type: 'string',
                maxLength: 63,
                description: 'The one of the request.',
              },
            },
          },
        },
      },
      DeploymentRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['cluster', 'namespace', 'owner', 'objects'],
        properties: {
          cluster: { type: 'string', minLength: 1, maxLength: 253 },
          namespace: { type: 'string', minLength: 1, maxLength: 63 },
          owner: {
            type: 'string',
            minLength: 1,
            maxLength: 300,
            description:
              'Entity ref of the Group or User that the server will belong to: the owner of the namespace, or one that the caller belongs to where nobody owns it.',
          },
          dryRun: {
            type: 'boolean',
            default: false,
            description: 'True: everything but storing.',
          },
          objects: {
            type: 'array',
            minItems: 1,
            maxItems: 60,
            items: { $ref: '#/components/schemas/DeploymentObject' },
          },
        },
      },
      DeployedObject: {
        type: 'object',
        required: ['apiVersion', 'kind', 'name', 'result'],
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          name: { type: 'string' },
          result: {
            type: 'string',
            enum: ['created', 'configured', 'unchanged'],
          },
        },
      },
      DeploymentOutcome: {
        type: 'object',
        required: ['dryRun', 'objects', 'warnings'],
        properties: {
          dryRun: { type: 'boolean' },
          objects: {
            type: 'array',
            description: 'In the order in which they are applied.',
            items: { $ref: '#/components/schemas/DeployedObject' },
          },
          warnings: {
            type: 'array',
            items: { type: 'string' },
            description:
              'What holds, and is not what one would expect: the GPU quota could not be read, for one.',
          },
        },
      },
      FindingState: {
        type: 'string',
        description:
          '`open` waits for somebody; `snoozed` and `waived` are silent until a day; `accepted` is agreed with and stays until the server is gone or used; `resolved` no longer holds.',
        enum: ['open', 'snoozed', 'waived', 'accepted', 'resolved'],
      },
      FindingCause: {
        type: 'string',
        description: 'What the detector says of the server.',
        enum: [
          'zombie',
          'superseded',
          'crash-looping',
          'stuck-pending',
          'orphaned',
          'duplicate',
          'idle',
          'over-provisioned',
        ],
      },
      FindingConfidence: { type: 'string', enum: ['high', 'medium', 'low'] },
      FindingReason: {
        type: 'object',
        required: ['code', 'values'],
        properties: {
          code: {
            type: 'string',
            description:
              'Never changes; lower case with dashes, such as `silent-for`.',
          },
          values: {
            type: 'object',
            description:
              'Figures by name; hours, days and counts say so in their names.',
            additionalProperties: { type: ['number', 'string', 'null'] },
          },
        },
      },
      FindingServer: {
        type: 'object',
        required: ['id', 'name', 'namespace', 'cluster', 'model', 'entityRef'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          namespace: { type: 'string' },
          cluster: { type: 'string' },
          model: {
            type: ['string', 'null'],
            description: 'Model id that the server tells.',
          },
          entityRef: {
            type: ['string', 'null'],
            description: 'Catalog entity of the server.',
          },
        },
      },
      FindingStakes: {
        type: 'object',
        description:
          'What the server holds now, at the price of now, for a month of 730 hours. It is avoidable only where somebody else uses the GPUs, or where the node is given back once it is empty.',
        required: [
          'currency',
          'microsPerMonth',
          'gpus',
          'gpuProduct',
          'unpricedGpus',
          'nodes',
        ],
        properties: {
          currency: { type: ['string', 'null'] },
          microsPerMonth: {
            type: ['integer', 'null'],
            description:
              'Micro-units a month; null when nobody knows the price, or several currencies meet.',
          },
          gpus: {
            type: ['number', 'null'],
            description:
              'Physical GPUs that would be freed; null when the ledger does not know the server.',
          },
          gpuProduct: {
            type: ['string', 'null'],
            description:
              'Short name such as `H100`; several are joined by a comma.',
          },
          unpricedGpus: {
            type: 'number',
            description: 'Part of `gpus` that `microsPerMonth` leaves out.',
          },
          nodes: {
            type: 'array',
            description: 'Where: "frees n GPUs on node X".',
            items: {
              type: 'object',
              required: ['node', 'gpus', 'nodeGpus', 'othersGpus', 'empties'],
              properties: {
                node: { type: 'string' },
                gpus: {
                  type: 'number',
                  description: 'Physical GPUs that the server holds there.',
                },
                nodeGpus: {
                  type: 'number',
                  description: 'Physical GPUs of the node.',
                },
                othersGpus: {
                  type: 'number',
                  description: 'Physical GPUs that others hold there.',
                },
                empties: {
                  type: 'boolean',
                  description:
                    'True when nobody else holds a GPU there, so that the node itself could be given back.',
                },
              },
            },
          },
        },
      },
      FindingSilence: {
        type: 'object',
        required: ['kind', 'until', 'reason', 'by', 'at'],
        properties: {
          kind: { type: 'string', enum: ['snoozed', 'waived', 'accepted'] },
          until: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'Null for `accepted`.',
          },
          reason: { type: ['string', 'null'] },
          by: {
            type: 'string',
            description: 'Entity ref of a person or name of a service.',
          },
          at: { type: 'string', format: 'date-time' },
        },
      },
      Finding: {
        type: 'object',
        required: [
          'id',
          'server',
          'owner',
          'cause',
          'state',
          'confidence',
          'summary',
          'reasons',
          'since',
          'openedAt',
          'checkedAt',
          'nextCheckAt',
          'resolvedAt',
          'resolution',
          'orphaned',
          'avoidable',
          'stakes',
          'silence',
          'notifiedAt',
        ],
        properties: {
          id: { type: 'string' },
          server: { $ref: '#/components/schemas/FindingServer' },
          owner: {
            type: ['string', 'null'],
            description:
              'Entity ref of the owner of the server; null when nobody owns it.',
          },
          cause: { $ref: '#/components/schemas/FindingCause' },
          state: { $ref: '#/components/schemas/FindingState' },
          confidence: { $ref: '#/components/schemas/FindingConfidence' },
          summary: {
            type: 'string',
            description: 'The evidence in one English sentence.',
          },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/FindingReason' },
          },
          since: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              'Begin of what is claimed, such as the end of the last activity.',
          },
          openedAt: { type: 'string', format: 'date-time' },
          checkedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the detector last said so.',
          },
          nextCheckAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the verdict can change without new activity.',
          },
          resolvedAt: { type: ['string', 'null'], format: 'date-time' },
          resolution: {
            type: ['string', 'null'],
            enum: [
              'in-use',
              'another-cause',
              'exempt',
              'redeployed',
              'scaled-to-zero',
              'server-removed',
              null,
            ],
            description:
              'Why it no longer holds; `in-use` is said of what was used, and of what works again.',
          },
          orphaned: {
            type: 'boolean',
            description: 'The owner is missing in the catalog.',
          },
          avoidable: {
            type: 'boolean',
            description:
              'True for causes of which everything at stake could be freed; only those count in sums and in the order.',
          },
          stakes: { $ref: '#/components/schemas/FindingStakes' },
          silence: {
            oneOf: [
              { $ref: '#/components/schemas/FindingSilence' },
              { type: 'null' },
            ],
            description: 'Why it is silent; null while it is open.',
          },
          notifiedAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When the owner was last told; null when never.',
          },
        },
      },
      FindingEvent: {
        type: 'object',
        required: [
          'at',
          'kind',
          'by',
          'cause',
          'confidence',
          'until',
          'reason',
        ],
        properties: {
          at: { type: 'string', format: 'date-time' },
          kind: {
            type: 'string',
            enum: [
              'opened',
              'reopened',
              'confidence-changed',
              'snoozed',
              'waived',
              'accepted',
              'silence-ended',
              'notified',
              'scaled-to-zero',
              'restored',
              'resolved',
            ],
          },
          by: {
            type: ['string', 'null'],
            description:
              'Entity ref of a person or name of a service; null for the portal itself.',
          },
          cause: {
            type: ['string', 'null'],
            description:
              'With `opened`: the cause whose finding it continues, if any.',
          },
          confidence: {
            oneOf: [
              { $ref: '#/components/schemas/FindingConfidence' },
              { type: 'null' },
            ],
          },
          until: { type: ['string', 'null'], format: 'date-time' },
          reason: {
            type: ['string', 'null'],
            description:
              'Words of a person; with `resolved` the `resolution`; with `scaled-to-zero` and `restored` the reason of the remediation.',
          },
        },
      },
      FindingDetail: {
        allOf: [
          { $ref: '#/components/schemas/Finding' },
          {
            type: 'object',
            required: ['history'],
            properties: {
              history: {
                type: 'array',
                items: { $ref: '#/components/schemas/FindingEvent' },
                description: 'Oldest first.',
              },
            },
          },
        ],
      },
      FindingSum: {
        type: 'object',
        required: ['count', 'gpus', 'avoidable', 'unpriced'],
        properties: {
          count: { type: 'integer' },
          gpus: { type: 'number', description: 'Physical GPUs.' },
          avoidable: {
            type: 'array',
            items: { $ref: '#/components/schemas/Money' },
            description:
              'A month of 730 hours; one for each currency. Findings that say only that a server is larger or less known than it should be (over-provisioned, orphaned) are not in it; a server with several findings counts once.',
          },
          unpriced: {
            type: 'integer',
            description: 'Findings whose cost nobody knows.',
          },
        },
      },
      FindingPage: {
        type: 'object',
        required: ['items', 'totals', 'byOwner', 'detection'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Finding' },
          },
          nextCursor: { type: 'string' },
          totals: { $ref: '#/components/schemas/FindingSum' },
          byOwner: {
            type: 'array',
            description: "The most avoidable cost first, nobody's last.",
            items: {
              allOf: [
                { $ref: '#/components/schemas/FindingSum' },
                {
                  type: 'object',
                  required: ['owner'],
                  properties: { owner: { type: ['string', 'null'] } },
                },
              ],
            },
          },
          detection: {
            type: 'object',
            description: 'How much the list can be trusted.',
            required: ['lastRunAt', 'paused'],
            properties: {
              lastRunAt: {
                type: ['string', 'null'],
                format: 'date-time',
                description: 'Null before the first run.',
              },
              paused: {
                type: 'array',
                description:
                  'Clusters for which there are no new findings now, and why. What was found before stays.',
                items: {
                  type: 'object',
                  required: [
                    'kind',
                    'cluster',
                    'since',
                    'readBackTo',
                    'message',
                  ],
                  properties: {
                    kind: {
                      type: 'string',
                      enum: ['outage', 'past'],
                      description:
                        '`outage`: no server of it has samples; `past`: samples are there, and what was before is still being read.',
                    },
                    cluster: { type: 'string' },
                    since: {
                      type: ['string', 'null'],
                      format: 'date-time',
                      description:
                        'End of the last sample before an outage; null when there was none lately, and of a `past`.',
                    },
                    readBackTo: {
                      type: ['string', 'null'],
                      format: 'date-time',
                      description:
                        'How far back the past was read so far: silence that began before is not judged yet. Null of an `outage`.',
                    },
                    message: {
                      type: 'string',
                      description: 'The same as a sentence.',
                    },
                  },
                },
              },
            },
          },
        },
      },
      ReportedKvCache: {
        type: 'object',
        required: ['kvTokens', 'blocks', 'blockSize', 'pods', 'metric'],
        description: 'Of the pod with the least room.',
        properties: {
          kvTokens: {
            type: 'integer',
            description:
              'As the engine counts them; where it tells blocks only, in the proportion of the plan.',
          },
          blocks: { type: 'integer' },
          blockSize: { type: 'integer', description: 'Tokens of a block.' },
          pods: { type: 'integer', description: 'That report their cache.' },
          metric: {
            type: 'string',
            description: 'Where it stands, such as `vllm:cache_config_info`.',
          },
        },
      },
      ServerGpuPlan: {
        type: 'object',
        required: [
          'serverId',
          'planned',
          'plannedReason',
          'actual',
          'actualReason',
          'differencePercent',
        ],
        properties: {
          serverId: { type: 'string' },
          planned: {
            oneOf: [{ $ref: '#/components/schemas/GpuPlan' }, { type: 'null' }],
          },
          plannedReason: {
            type: ['string', 'null'],
            description: 'Why nothing can be planned; null when it can.',
          },
          actual: {
            oneOf: [
              { $ref: '#/components/schemas/ReportedKvCache' },
              { type: 'null' },
            ],
          },
          actualReason: {
            type: ['string', 'null'],
            description: 'Why nothing is reported; null when it is.',
          },
          differencePercent: {
            type: ['number', 'null'],
            description:
              'Tokens of the engine against those of the plan: positive when it holds more. Null when one of them is not known.',
          },
        },
      },
      GpuPlanMla: {
        type: 'object',
        additionalProperties: false,
        required: ['kvLoraRank', 'qkRopeHeadDim'],
        description:
          'Multi-head latent attention, whose cache every tensor-parallel rank holds whole.',
        properties: {
          kvLoraRank: { type: 'integer', minimum: 1, maximum: 65536 },
          qkRopeHeadDim: { type: 'integer', minimum: 0, maximum: 65536 },
        },
      },
      GpuPlanArchitecture: {
        type: 'object',
        additionalProperties: false,
        description:
          'What config.json tells. Fields that are left out come from the shipped table, by the id of the model.',
        properties: {
          layers: { type: ['integer', 'null'], minimum: 1, maximum: 2000 },
          kvHeads: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 4096,
            description: 'Default: attentionHeads.',
          },
          headDim: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 65536,
            description: 'Default: hiddenSize / attentionHeads.',
          },
          hiddenSize: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 1000000,
          },
          attentionHeads: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 4096,
          },
          vocabSize: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 10000000,
          },
          parametersBillions: {
            type: ['number', 'null'],
            exclusiveMinimum: 0,
            maximum: 100000,
            description: 'All of them; of a mixture of experts too.',
          },
          activeParametersBillions: {
            type: ['number', 'null'],
            exclusiveMinimum: 0,
            maximum: 100000,
            description:
              'What a token reads; of a mixture of experts a part. Default: all.',
          },
          slidingWindow: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 100000000,
            description: 'Tokens that layers without full attention look back.',
          },
          fullAttentionLayers: {
            type: ['integer', 'null'],
            minimum: 0,
            maximum: 2000,
            description:
              'Layers without the window. Default with a window: none.',
          },
          mla: {
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanMla' },
              { type: 'null' },
            ],
          },
          maxContext: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 100000000,
          },
        },
      },
      GpuPlanModel: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: {
            type: 'string',
            minLength: 1,
            maxLength: 300,
            description:
              'As at a hub, such as `Qwen/Qwen3-32B`, or `<namespace>/<name>` of a registered model.',
          },
          architecture: {
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanArchitecture' },
              { type: 'null' },
            ],
          },
          config: {
            type: ['object', 'null'],
            additionalProperties: true,
            description:
              'The config.json of the model; `architecture` is stronger.',
          },
        },
      },
      GpuPlanEngine: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { type: 'string', enum: ['vllm', 'tensorrt-llm'] },
          version: {
            type: ['string', 'null'],
            maxLength: 60,
            pattern: '^v?[0-9]+(\\.[0-9]+).*$',
            description:
              'Such as 0.30.0. Default: the newest that the portal knows.',
          },
        },
      },
      GpuPlanGpu: {
        type: 'object',
        additionalProperties: false,
        properties: {
          product: {
            type: ['string', 'null'],
            minLength: 1,
            maxLength: 120,
            description:
              'As node labels or the portal write it: H100, NVIDIA-H100-80GB-HBM3, A100-80GB.',
          },
          memoryGiB: {
            type: ['number', 'null'],
            exclusiveMinimum: 0,
            maximum: 10000,
            description:
              'What CUDA sees. Needed for products that the portal does not know.',
          },
        },
      },
      GpuPlanLora: {
        type: 'object',
        additionalProperties: false,
        properties: {
          maxLoras: {
            type: 'integer',
            minimum: 1,
            maximum: 10000,
            default: 1,
            description: 'Adapters that are on the GPU at a time.',
          },
          maxRank: { type: 'integer', minimum: 1, maximum: 4096, default: 16 },
        },
      },
      GpuPlanQuantization: {
        type: ['string', 'null'],
        enum: ['fp8', 'awq', 'gptq', 'mxfp4', 'nvfp4', null],
        description: 'Of the weights. Null: as the model is published.',
      },
      GpuPlanKvCacheDtype: {
        type: ['string', 'null'],
        enum: ['auto', 'fp8', null],
        description: 'Default: auto, that of the model.',
      },
      GpuPlanDtype: {
        type: ['string', 'null'],
        enum: ['bfloat16', 'float16', 'float32', null],
        description: 'Default: bfloat16, on GPUs without it float16.',
      },
      GpuPlanPipelineParallel: {
        type: ['integer', 'null'],
        minimum: 1,
        maximum: 1024,
        description: 'Default: 1.',
      },
      GpuPlanGpuMemoryUtilization: {
        type: ['number', 'null'],
        exclusiveMinimum: 0,
        maximum: 1,
        description:
          'vLLM: share of the whole memory; TensorRT-LLM: of what is free after loading. Default: that of the engine.',
      },
      GpuPlanMaxModelLen: {
        type: ['integer', 'null'],
        minimum: 1,
        maximum: 100000000,
        description: 'Default: maxContext of the model.',
      },
      GpuPlanMaxNumBatchedTokens: {
        type: ['integer', 'null'],
        minimum: 1,
        maximum: 10000000,
        description: 'Default: that of the engine on this GPU.',
      },
      GpuPlanMaxNumSeqs: {
        type: ['integer', 'null'],
        minimum: 1,
        maximum: 100000,
        description: 'Default: that of the engine on this GPU.',
      },
      GpuPlanBlockSize: {
        type: ['integer', 'null'],
        minimum: 1,
        maximum: 4096,
        description:
          'Tokens of a block. Default: 16 in vLLM, 32 in TensorRT-LLM.',
      },
      GpuPlanLoraSetting: {
        oneOf: [{ $ref: '#/components/schemas/GpuPlanLora' }, { type: 'null' }],
      },
      GpuPlanUtilization: {
        type: ['number', 'null'],
        exclusiveMinimum: 0,
        maximum: 1,
        description:
          'Share of the decode roofline that is served over time, for the cost of a token. Default: 0.4.',
      },
      GpuPlanRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['model', 'engine', 'gpu'],
        properties: {
          model: { $ref: '#/components/schemas/GpuPlanModel' },
          engine: { $ref: '#/components/schemas/GpuPlanEngine' },
          gpu: { $ref: '#/components/schemas/GpuPlanGpu' },
          tensorParallel: {
            type: ['integer', 'null'],
            minimum: 1,
            maximum: 1024,
            description: 'Default: 1.',
          },
          pipelineParallel: {
            $ref: '#/components/schemas/GpuPlanPipelineParallel',
          },
          gpuMemoryUtilization: {
            $ref: '#/components/schemas/GpuPlanGpuMemoryUtilization',
          },
          maxModelLen: { $ref: '#/components/schemas/GpuPlanMaxModelLen' },
          maxNumBatchedTokens: {
            $ref: '#/components/schemas/GpuPlanMaxNumBatchedTokens',
          },
          maxNumSeqs: { $ref: '#/components/schemas/GpuPlanMaxNumSeqs' },
          dtype: { $ref: '#/components/schemas/GpuPlanDtype' },
          quantization: { $ref: '#/components/schemas/GpuPlanQuantization' },
          kvCacheDtype: { $ref: '#/components/schemas/GpuPlanKvCacheDtype' },
          blockSize: { $ref: '#/components/schemas/GpuPlanBlockSize' },
          lora: { $ref: '#/components/schemas/GpuPlanLoraSetting' },
          utilization: { $ref: '#/components/schemas/GpuPlanUtilization' },
          kvPoolGiB: {
            type: ['number', 'null'],
            minimum: 0,
            maximum: 100000,
            description:
              'The pool of each GPU as an engine reports it; only the tokens are computed then.',
          },
        },
      },
      GpuRankingRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['model', 'engine'],
        properties: {
          model: { $ref: '#/components/schemas/GpuPlanModel' },
          engine: { $ref: '#/components/schemas/GpuPlanEngine' },
          gpuMemoryUtilization: {
            $ref: '#/components/schemas/GpuPlanGpuMemoryUtilization',
          },
          maxModelLen: { $ref: '#/components/schemas/GpuPlanMaxModelLen' },
          maxNumBatchedTokens: {
            $ref: '#/components/schemas/GpuPlanMaxNumBatchedTokens',
          },
          maxNumSeqs: { $ref: '#/components/schemas/GpuPlanMaxNumSeqs' },
          dtype: { $ref: '#/components/schemas/GpuPlanDtype' },
          quantization: { $ref: '#/components/schemas/GpuPlanQuantization' },
          kvCacheDtype: { $ref: '#/components/schemas/GpuPlanKvCacheDtype' },
          blockSize: { $ref: '#/components/schemas/GpuPlanBlockSize' },
          lora: { $ref: '#/components/schemas/GpuPlanLoraSetting' },
          utilization: { $ref: '#/components/schemas/GpuPlanUtilization' },
          clusters: {
            type: ['array', 'null'],
            maxItems: 1000,
            items: { type: 'string', maxLength: 253 },
            description: 'Only these. Default: all that the caller may see.',
          },
        },
      },
      GpuPlanRange: {
        type: 'object',
        required: ['low', 'high'],
        properties: { low: { type: 'number' }, high: { type: 'number' } },
      },
      GpuPlanNearest: {
        type: 'object',
        description: 'The smallest change of the request that fits.',
        required: [
          'change',
          'tensorParallel',
          'pipelineParallel',
          'maxModelLen',
          'dtype',
          'quantization',
          'kvCacheDtype',
          'longestModelLen',
          'maxConcurrency',
        ],
        properties: {
          change: {
            type: 'string',
            enum: [
              'maxModelLen',
              'tensorParallel',
              'pipelineParallel',
              'kvCacheDtype',
              'quantization',
              'dtype',
            ],
          },
          tensorParallel: { type: 'integer' },
          pipelineParallel: { type: 'integer' },
          maxModelLen: { type: ['integer', 'null'] },
          dtype: { type: 'string', enum: ['bfloat16', 'float16', 'float32'] },
          quantization: { $ref: '#/components/schemas/GpuPlanQuantization' },
          kvCacheDtype: { type: 'string', enum: ['auto', 'fp8'] },
          longestModelLen: { type: ['integer', 'null'] },
          maxConcurrency: { type: ['number', 'null'] },
        },
      },
      GpuPlanStartup: {
        type: 'object',
        description: 'Seconds from the start of the container, estimated.',
        required: [
          'downloadSeconds',
          'loadSeconds',
          'prepareSeconds',
          'totalSeconds',
          'probeFailureThreshold',
        ],
        properties: {
          downloadSeconds: {
            type: 'integer',
            description: 'Of the weights',
            'at 200 MB/s; none with a filled cache.': null,
          },
          loadSeconds: {
            type: 'integer',
            description: 'From disk to the GPUs',
            'at 1 GB/s.': null,
          },
          prepareSeconds: {
            type: 'integer',
            description: 'Profiling',
            compilation: null,
            'CUDA graphs.': null,
          },
          totalSeconds: { type: 'integer' },
          probeFailureThreshold: {
            type: 'integer',
            description:
              'For a startupProbe with a period of 10 seconds, half as much again as estimated, at least 60.',
          },
        },
      },
      GpuPlanDecode: {
        type: 'object',
        description:
          'What memory bandwidth allows at most; real engines stay below.',
        required: ['tokensPerSecondPerSequence', 'batch', 'tokensPerSecond'],
        properties: {
          tokensPerSecondPerSequence: {
            type: 'number',
            description: 'A single request.',
          },
          batch: { type: 'integer', description: 'Requests at a time.' },
          tokensPerSecond: {
            type: 'number',
            description:
              'All of these together, each half as long as maxModelLen.',
          },
        },
      },
      GpuPlanCost: {
        type: 'object',
        description:
          'By the prices of the portal. Money in micro-units of the currency.',
        required: [
          'currency',
          'perHour',
          'perMonth',
          'perMillionTokens',
          'utilization',
          'source',
        ],
        properties: {
          currency: { type: 'string', description: 'ISO 4217.' },
          perHour: { type: 'integer' },
          perMonth: { type: 'integer', description: 'Of 730 hours.' },
          perMillionTokens: {
            type: ['integer', 'null'],
            description:
              'Generated tokens, at `utilization` of the decode roofline; null where that is not known.',
          },
          utilization: { type: 'number' },
          source: {
            type: 'string',
            enum: [
              'node-annotation',
              'config',
              'csv',
              'extension',
              'shipped',
              'shipped-gpu',
            ],
          },
        },
      },
      GpuPlan: {
        type: 'object',
        required: [
          'fits',
          'weightsGiB',
          'activationGiB',
          'nonTorchGiB',
          'cudaGraphGiB',
          'loraGiB',
          'kvPoolGiB',
          'kvPoolRangeGiB',
          'kvTokens',
          'kvBlocks',
          'kvBytesPerToken',
          'kvGroups',
          'blockSize',
          'maxConcurrency',
          'maxModelLen',
          'longestModelLen',
          'confidence',
          'reasons',
          'notes',
          'nearest',
          'gpus',
          'tensorParallel',
          'pipelineParallel',
          'layersPerRank',
          'gpu',
          'engine',
          'model',
          'startup',
          'decode',
          'cost',
        ],
        properties: {
          fits: { type: 'boolean' },
          weightsGiB: {
            type: ['number', 'null'],
            description:
              'Of the GPU that has least room, as everything per GPU. Null where it was not computed.',
          },
          activationGiB: { type: ['number', 'null'] },
          nonTorchGiB: { type: ['number', 'null'] },
          cudaGraphGiB: {
            type: ['number', 'null'],
            description:
              'What the engine takes off the pool for CUDA graphs; 0 for versions that do not.',
          },
          loraGiB: { type: ['number', 'null'] },
          kvPoolGiB: {
            type: ['number', 'null'],
            description: '0 where weights and activations leave none.',
          },
          kvPoolRangeGiB: {
            description: 'Where the pool of the engine is to be expected.',
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanRange' },
              { type: 'null' },
            ],
          },
          kvTokens: {
            type: ['integer', 'null'],
            description: 'As the engine prints it.',
          },
          kvBlocks: { type: ['integer', 'null'] },
          kvBytesPerToken: {
            type: ['number', 'null'],
            description: 'Of one GPU, with all layers that it holds.',
          },
          kvGroups: {
            type: ['integer', 'null'],
            description: 'Groups of layers that share the pool.',
          },
          blockSize: { type: 'integer' },
          maxConcurrency: {
            type: ['number', 'null'],
            description: 'Requests of maxModelLen tokens.',
          },
          maxModelLen: {
            type: ['integer', 'null'],
            description: 'That was planned for.',
          },
          longestModelLen: {
            type: ['integer', 'null'],
            description:
              'Longest request that fits, at most maxContext of the model; 0 when none does.',
          },
          confidence: { type: 'string', enum: ['high', 'medium', 'low'] },
          reasons: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Why it does not fit, then why the figures are less than certain.',
          },
          notes: {
            type: 'array',
            items: { type: 'string' },
            description: 'What was assumed.',
          },
          nearest: {
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanNearest' },
              { type: 'null' },
            ],
          },
          gpus: { type: 'integer' },
          tensorParallel: { type: 'integer' },
          pipelineParallel: { type: 'integer' },
          layersPerRank: {
            type: 'array',
            items: { type: 'integer' },
            description: 'Of each pipeline stage.',
          },
          gpu: {
            type: 'object',
            required: ['product', 'memoryGiB', 'bandwidthGBps'],
            properties: {
              product: { type: ['string', 'null'] },
              memoryGiB: { type: ['number', 'null'] },
              bandwidthGBps: { type: ['number', 'null'] },
            },
          },
          engine: {
            type: 'object',
            required: ['name', 'version'],
            properties: {
              name: { type: 'string' },
              version: { type: 'string' },
            },
          },
          model: {
            type: 'object',
            required: ['id', 'source', 'parametersBillions', 'maxContext'],
            properties: {
              id: { type: 'string' },
              source: {
                type: 'string',
                enum: ['request', 'config', 'registry', 'hub', 'table'],
                description: 'Where layers and heads come from.',
              },
              parametersBillions: { type: ['number', 'null'] },
              maxContext: { type: ['integer', 'null'] },
            },
          },
          startup: {
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanStartup' },
              { type: 'null' },
            ],
          },
          decode: {
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanDecode' },
              { type: 'null' },
            ],
          },
          cost: {
            description:
              'Null when nobody knows the price, and for callers who may not read costs.',
            oneOf: [
              { $ref: '#/components/schemas/GpuPlanCost' },
              { type: 'null' },
            ],
          },
        },
      },
      GpuOption: {
        type: 'object',
        required: [
          'cluster',
          'product',
          'gpus',
          'capacityGpus',
          'freeGpus',
          'fitsOnFreeGpus',
          'plan',
        ],
        properties: {
          cluster: { type: 'string' },
          product: { type: 'string' },
          gpus: {
            type: 'integer',
            description: 'That it needs, or the most that were tried.',
          },
          capacityGpus: { type: 'number' },
          freeGpus: {
            type: 'number',
            description: 'Of the cluster, whichever nodes they are on.',
          },
          fitsOnFreeGpus: { type: 'boolean' },
          plan: { $ref: '#/components/schemas/GpuPlan' },
        },
      },
      GpuRanking: {
        type: 'object',
        required: ['items', 'unknownProducts'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/GpuOption' },
          },
          unknownProducts: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Products of the fleet whose memory the portal does not know.',
          },
        },
      },
      ReadinessResult: {
        type: 'string',
        enum: ['pass', 'fail', 'unknown', 'not-applicable'],
      },
      ReadinessGroup: {
        type: 'string',
        enum: ['scaling', 'startup', 'engine', 'change', 'pod', 'operation'],
      },
      ReadinessCode: {
        type: 'string',
        description: 'Names a rule; never changes.',
        enum: [
          'autoscaling',
          'redundancy',
          'second-cluster',
          'disruption-budget',
          'startup-budget',
          'readiness-probe',
          'liveness-probe',
          'model-cache',
          'grace-period',
          'kv-limits',
          'precision',
          'batching',
          'shared-memory',
          'pinned-image',
          'pinned-model',
          'registered-version',
          'rollback-target',
          'memory-limits',
          'security-context',
          'request-log',
          'memory-growth',
          'cost-budget',
          'exit-plan',
        ],
      },
      ReadinessEvidence: {
        type: 'object',
        required: ['name', 'value', 'source'],
        properties: {
          name: {
            type: 'string',
            description: 'What was looked at, such as `failureThreshold`.',
          },
          value: {
            type: ['string', 'number', 'boolean', 'null'],
            description: 'Null when it is not stated.',
          },
          source: {
            type: ['string', 'null'],
            description:
              'Where it stands, such as `containers[vllm].startupProbe`.',
          },
        },
      },
      ReadinessItem: {
        type: 'object',
        required: ['code', 'group', 'result', 'message', 'evidence', 'fix'],
        properties: {
          code: { $ref: '#/components/schemas/ReadinessCode' },
          group: { $ref: '#/components/schemas/ReadinessGroup' },
          result: { $ref: '#/components/schemas/ReadinessResult' },
          message: { type: 'string', description: 'Why, in one sentence.' },
          evidence: {
            type: 'array',
            items: { $ref: '#/components/schemas/ReadinessEvidence' },
          },
          fix: {
            type: 'string',
            description:
              'Where the documentation says how to fix it: an address below `inference.documentationUrl`, without that one of the repository.',
          },
        },
      },
      ReadinessCounts: {
        type: 'object',
        required: ['pass', 'fail', 'unknown', 'notApplicable'],
        properties: {
          pass: { type: 'integer' },
          fail: { type: 'integer' },
          unknown: { type: 'integer' },
          notApplicable: { type: 'integer' },
        },
      },
      ServerReadiness: {
        type: 'object',
        required: ['serverId', 'checkedAt', 'revision', 'counts', 'items'],
        properties: {
          serverId: { type: 'string' },
          checkedAt: { type: 'string', format: 'date-time' },
          revision: {
            type: ['integer', 'null'],
            description:
              'Number of the revision whose specification was read; null when none is recorded.',
          },
          counts: { $ref: '#/components/schemas/ReadinessCounts' },
          items: {
            type: 'array',
            description: 'In the order of their groups.',
            items: { $ref: '#/components/schemas/ReadinessItem' },
          },
        },
      },
      ReadinessRuleCounts: {
        type: 'object',
        required: ['code', 'group', 'counts'],
        properties: {
          code: { $ref: '#/components/schemas/ReadinessCode' },
          group: { $ref: '#/components/schemas/ReadinessGroup' },
          counts: { $ref: '#/components/schemas/ReadinessCounts' },
        },
      },
      ReadinessTeam: {
        type: 'object',
        description: 'Servers of one owner, added up.',
        required: ['owner', 'title', 'servers', 'failing', 'counts', 'rules'],
        properties: {
          owner: {
            type: ['string', 'null'],
            description: 'Entity ref; null for servers that nobody owns.',
          },
          title: {
            type: ['string', 'null'],
            description: 'For people; null when the catalog tells none.',
          },
          servers: { type: 'integer' },
          failing: {
            type: 'integer',
            description: 'Servers of which some rule fails.',
          },
          counts: { $ref: '#/components/schemas/ReadinessCounts' },
          rules: {
            type: 'array',
            description: 'Every rule, in the order of the scorecard.',
            items: { $ref: '#/components/schemas/ReadinessRuleCounts' },
          },
        },
      },
      ReadinessReport: {
        type: 'object',
        required: [
          'checkedAt',
          'servers',
          'failing',
          'counts',
          'rules',
          'items',
        ],
        properties: {
          checkedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the servers were judged.',
          },
          servers: { type: 'integer' },
          failing: {
            type: 'integer',
            description: 'Servers of which some rule fails.',
          },
          counts: { $ref: '#/components/schemas/ReadinessCounts' },
          rules: {
            type: 'array',
            description: 'Every rule, in the order of the scorecard.',
            items: { $ref: '#/components/schemas/ReadinessRuleCounts' },
          },
          items: {
            type: 'array',
            description: 'One for each owner, the most failures first.',
            items: { $ref: '#/components/schemas/ReadinessTeam' },
          },
        },
      },
      ReadinessServer: {
        type: 'object',
        required: ['server', 'owner', 'counts', 'fail', 'unknown'],
        properties: {
          server: { $ref: '#/components/schemas/FindingServer' },
          owner: {
            type: ['string', 'null'],
            description: 'Entity ref; null when nobody owns it.',
          },
          counts: { $ref: '#/components/schemas/ReadinessCounts' },
          fail: {
            type: 'array',
            description: 'Rules that fail.',
            items: { $ref: '#/components/schemas/ReadinessCode' },
          },
          unknown: {
            type: 'array',
            description: 'Rules of which the portal does not see the answer.',
            items: { $ref: '#/components/schemas/ReadinessCode' },
          },
        },
      },
      ReadinessScores: {
        type: 'object',
        additionalProperties: false,
        required: ['checkedAt', 'items'],
        properties: {
          checkedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the servers were judged.',
          },
          items: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['serverId', 'counts'],
              properties: {
                serverId: { type: 'string' },
                counts: { $ref: '#/components/schemas/ReadinessCounts' },
              },
            },
          },
        },
      },
      ReadinessServerPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ReadinessServer' },
          },
          nextCursor: {
            type: 'string',
            description: 'Left out on the last page.',
          },
        },
      },
      RegistryOrigin: {
        type: 'string',
        description: 'Through what a model or version came into the registry.',
        enum: [
          'portal',
          'api',
          'catalog',
          'scaffolder',
          'observed',
          'mlflow',
          'kubeflow',
          'hugging-face',
          'oci',
          'other',
        ],
      },
      VersionState: { type: 'string', enum: ['active', 'retired'] },
      ModelRef: {
        type: 'object',
        required: ['namespace', 'name'],
        properties: { namespace: { type: 'string' }, name: { type: 'string' } },
      },
      AliasState: {
        type: 'object',
        required: [
          'alias',
          'version',
          'pinned',
          'since',
          'movedBy',
          'protected',
        ],
        properties: {
          alias: { type: 'string' },
          version: { type: 'string' },
          pinned: {
            type: 'boolean',
            description:
              'False when the source of the version may change under it, such as a branch.',
          },
          since: { type: 'string', format: 'date-time' },
          movedBy: {
            type: 'string',
            description: 'Entity ref of a person or name of a service.',
          },
          protected: {
            type: 'boolean',
            description: 'Moves need a second person.',
          },
        },
      },
      Model: {
        type: 'object',
        required: [
          'namespace',
          'name',
          'entityRef',
          'title',
          'description',
          'owner',
          'license',
          'homepage',
          'tags',
          'origin',
          'sourceIds',
          'versions',
          'latestVersion',
          'aliases',
          'servers',
          'createdAt',
          'createdBy',
          'changedAt',
          'pendingRequests',
          'conflicts',
        ],
        properties: {
          namespace: { type: 'string' },
          name: { type: 'string' },
          entityRef: {
            type: 'string',
            description:
              'The catalog entity of the model: `resource:<namespace>/<name>`.',
          },
          title: { type: ['string', 'null'] },
          description: { type: ['string', 'null'] },
          owner: {
            type: ['string', 'null'],
            description:
              'Entity ref of a Group or User; null when nobody owns it.',
          },
          license: {
            type: ['string', 'null'],
            description: 'That of the production version',
            'else of the newest.': null,
          },
          homepage: { type: ['string', 'null'] },
          tags: { type: 'array', items: { type: 'string' } },
          origin: { $ref: '#/components/schemas/RegistryOrigin' },
          sourceIds: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Ids under which servers and hubs know it, such as `Qwen/Qwen3-32B`.',
          },
          versions: {
            type: 'integer',
            description: 'Registered versions, retired ones included.',
          },
          latestVersion: {
            type: ['string', 'null'],
            description: 'Newest active version.',
          },
          aliases: {
            type: 'array',
            items: { $ref: '#/components/schemas/AliasState' },
          },
          derivedFrom: {
            type: 'array',
            items: { type: 'string' },
            description:
              'What the production version, else the newest, was made from: models here and outside, as ids of the lineage. Left out when nothing is known.',
          },
          servers: {
            type: 'integer',
            description: 'Servers that run a version of it now.',
          },
          createdAt: { type: 'string', format: 'date-time' },
          createdBy: { type: 'string' },
          changedAt: {
            type: 'string',
            format: 'date-time',
            description:
              'Last registration, alias move, retirement or change of the description.',
          },
          pendingRequests: {
            type: 'array',
            items: { $ref: '#/components/schemas/AliasRequest' },
          },
          conflicts: {
            type: 'integer',
            description: 'Open conflicts with sources.',
          },
        },
      },
      NewModel: {
        type: 'object',
        additionalProperties: false,
        required: ['namespace', 'name', 'owner'],
        properties: {
          namespace: { type: 'string', maxLength: 63 },
          name: { type: 'string', maxLength: 63 },
          owner: {
            type: 'string',
            minLength: 1,
            maxLength: 300,
            description: 'Entity ref of a Group or User.',
          },
          title: { type: 'string', maxLength: 200 },
          description: { type: 'string', maxLength: 5000 },
          homepage: { type: 'string', maxLength: 1000 },
          tags: {
            type: 'array',
            maxItems: 50,
            items: { type: 'string', minLength: 1, maxLength: 63 },
          },
          sourceIds: {
            type: 'array',
            maxItems: 50,
            items: { type: 'string', minLength: 1, maxLength: 300 },
          },
        },
      },
      ModelChange: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: {
          owner: { type: 'string', minLength: 1, maxLength: 300 },
          title: { type: ['string', 'null'], maxLength: 200 },
          description: { type: ['string', 'null'], maxLength: 5000 },
          homepage: { type: ['string', 'null'], maxLength: 1000 },
          tags: {
            type: 'array',
            maxItems: 50,
            items: { type: 'string', minLength: 1, maxLength: 63 },
          },
          sourceIds: {
            type: 'array',
            maxItems: 50,
            items: { type: 'string', minLength: 1, maxLength: 300 },
          },
        },
      },
      VersionSource: {
        type: 'object',
        required: ['uri', 'kind', 'pinned', 'revision'],
        properties: {
          uri: { type: 'string', description: 'Without credentials.' },
          kind: {
            type: 'string',
            enum: [
              'hugging-face',
              's3',
              'gs',
              'azure',
              'oci',
              'pvc',
              'mlflow',
              'http',
              'file',
              'other',
            ],
          },
          pinned: {
            type: 'boolean',
            description:
              'True when the bytes behind the URI cannot change: a commit, a digest, or a content digest recorded with the version.',
          },
          revision: {
            type: ['string', 'null'],
            description: 'Commit, tag, branch or digest that the URI names.',
          },
        },
      },
      Signature: {
        type: 'object',
        additionalProperties: false,
        description:
          'What a signer or verifier said; recorded, not verified here.',
        required: ['bundleDigest', 'identity'],
        properties: {
          bundleDigest: {
            type: 'string',
            pattern: '^sha256:[0-9a-f]{64}$',
            description: 'Digest of the Sigstore bundle.',
          },
          identity: { type: 'string', minLength: 1, maxLength: 500 },
          issuer: { type: 'string', maxLength: 500 },
          status: {
            type: 'string',
            enum: ['verified', 'failed', 'unverified'],
            description: 'Left out means unverified.',
          },
          verifiedAt: { type: 'string', format: 'date-time' },
        },
      },
      EvaluationMetric: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'value'],
        properties: {
          name: {
            type: 'string',
            minLength: 1,
            maxLength: 200,
            examples: ['accuracy', 'mmlu', 'wer'],
          },
          value: { type: 'number' },
          dataset: { type: 'string', maxLength: 300 },
          slice: {
            type: 'string',
            maxLength: 200,
            description: 'Part of the dataset, such as a language.',
          },
          at: {
            type: 'string',
            format: 'date-time',
            description: 'When it was measured.',
          },
          better: {
            type: 'string',
            enum: ['higher', 'lower'],
            description:
              'Which direction is better; known for common names when left out.',
          },
        },
      },
      LineageRelation: {
        type: 'string',
        enum: [
          'finetune',
          'quantized',
          'adapter',
          'merge',
          'distilled',
          'trained-on',
          'produced-by',
          'previous-version',
        ],
      },
      LineageLink: {
        type: 'object',
        additionalProperties: false,
        required: ['relation', 'to'],
        properties: {
          relation: { $ref: '#/components/schemas/LineageRelation' },
          to: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
            description:
              'What it was made from: `model:<namespace>/<name>@<version>`, `hf://org/name[@sha]`, `dataset:…`, `run:…`, `commit:…`, or a URI.',
          },
          note: { type: 'string', maxLength: 1000 },
        },
      },
      NewModelVersion: {
        type: 'object',
        additionalProperties: false,
        required: ['version', 'source'],
        properties: {
          version: { type: 'string', minLength: 1, maxLength: 128 },
          source: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
            description:
              'URI: `hf://org/name@sha`, `s3://…`, `gs://…`, `oci://…@sha256:…`, `pvc://…`, `models:/name/1`, `https://…`.',
          },
          digest: {
            type: 'string',
            maxLength: 200,
            description: 'Of the content, as `sha256:<hex>`.',
          },
          format: {
            type: 'string',
            maxLength: 63,
            examples: [
              'safetensors',
              'gguf',
              'onnx',
              'tensorrt-llm',
              'pytorch',
            ],
          },
          architecture: {
            type: 'string',
            maxLength: 200,
            examples: ['Qwen3ForCausalLM'],
          },
          parameters: { type: 'integer', minimum: 1, maximum: 100000000000000 },
          precision: {
            type: 'string',
            maxLength: 63,
            examples: ['bf16', 'fp8'],
          },
          quantization: {
            type: 'string',
            maxLength: 63,
            examples: ['awq', 'gptq', 'nvfp4'],
          },
          contextLength: { type: 'integer', minimum: 1, maximum: 1000000000 },
          license: {
            type: 'string',
            maxLength: 200,
            description: 'SPDX id or expression, or `LicenseRef-…`.',
          },
          description: { type: 'string', maxLength: 5000 },
          modelCard: {
            type: 'string',
            maxLength: 262144,
            description: 'Markdown.',
          },
          homepage: {
            type: 'string',
            maxLength: 1000,
            description: 'Page of this version elsewhere.',
          },
          creator: {
            type: 'string',
            maxLength: 300,
            description: 'Who made it.',
          },
          createdAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it was made.',
          },
          signature: { $ref: '#/components/schemas/Signature' },
          metrics: {
            type: 'array',
            maxItems: 1000,
            items: { $ref: '#/components/schemas/EvaluationMetric' },
          },
          lineage: {
            type: 'array',
            maxItems: 200,
            items: { $ref: '#/components/schemas/LineageLink' },
          },
          tags: {
            type: 'object',
            maxProperties: 100,
            additionalProperties: { type: 'string', maxLength: 5000 },
          },
        },
      },
      ModelVersion: {
        type: 'object',
        required: [
          'model',
          'version',
          'state',
          'retirement',
          'source',
          'digest',
          'format',
          'architecture',
          'parameters',
          'precision',
          'quantization',
          'contextLength',
          'license',
          'description',
          'homepage',
          'creator',
          'createdAt',
          'registeredAt',
          'registeredBy',
          'origin',
          'signature',
          'aliases',
          'servers',
          'headlineMetrics',
          'conflicts',
        ],
        properties: {
          model: { $ref: '#/components/schemas/ModelRef' },
          version: { type: 'string' },
          state: { $ref: '#/components/schemas/VersionState' },
          retirement: {
            oneOf: [
              {
                type: 'object',
                required: ['reason', 'by', 'at'],
                properties: {
                  reason: { type: 'string' },
                  by: { type: 'string' },
                  at: { type: 'string', format: 'date-time' },
                },
              },
              { type: 'null' },
            ],
          },
          source: { $ref: '#/components/schemas/VersionSource' },
          digest: { type: ['string', 'null'] },
          format: { type: ['string', 'null'] },
          architecture: { type: ['string', 'null'] },
          parameters: { type: ['integer', 'null'] },
          precision: { type: ['string', 'null'] },
          quantization: { type: ['string', 'null'] },
          contextLength: { type: ['integer', 'null'] },
          license: { type: ['string', 'null'] },
          description: { type: ['string', 'null'] },
          homepage: { type: ['string', 'null'] },
          creator: { type: ['string', 'null'] },
          createdAt: { type: ['string', 'null'], format: 'date-time' },
          registeredAt: { type: 'string', format: 'date-time' },
          registeredBy: { type: 'string' },
          origin: { $ref: '#/components/schemas/RegistryOrigin' },
          signature: {
            oneOf: [
              { $ref: '#/components/schemas/Signature' },
              { type: 'null' },
            ],
          },
          aliases: { type: 'array', items: { type: 'string' } },
          servers: { type: 'integer', description: 'Servers that run it now.' },
          headlineMetrics: {
            type: 'array',
            items: { $ref: '#/components/schemas/EvaluationMetric' },
            description: 'The first three, for lists.',
          },
          conflicts: { type: 'integer' },
        },
      },
      ModelVersionDetail: {
        allOf: [
          { $ref: '#/components/schemas/ModelVersion' },
          {
            type: 'object',
            required: ['modelCard', 'metrics', 'lineage', 'tags'],
            properties: {
              modelCard: { type: ['string', 'null'] },
              metrics: {
                type: 'array',
                items: { $ref: '#/components/schemas/EvaluationMetric' },
              },
              lineage: {
                type: 'array',
                items: { $ref: '#/components/schemas/LineageLink' },
              },
              tags: {
                type: 'object',
                additionalProperties: { type: 'string' },
              },
            },
          },
        ],
      },
      AliasMove: {
        type: 'object',
        required: ['alias', 'from', 'to', 'at', 'by', 'approvedBy', 'reason'],
        properties: {
          alias: { type: 'string' },
          from: { type: ['string', 'null'] },
          to: { type: ['string', 'null'] },
          at: { type: 'string', format: 'date-time' },
          by: { type: 'string' },
          approvedBy: { type: ['string', 'null'] },
          reason: { type: ['string', 'null'] },
        },
      },
      AliasRequest: {
        type: 'object',
        required: [
          'id',
          'alias',
          'from',
          'to',
          'reason',
          'requestedBy',
          'requestedAt',
          'status',
          'decidedBy',
          'decidedAt',
          'decisionReason',
        ],
        properties: {
          id: { type: 'string' },
          alias: { type: 'string' },
          from: {
            type: ['string', 'null'],
            description: 'Where the alias pointed when it was asked.',
          },
          to: { type: ['string', 'null'] },
          reason: { type: ['string', 'null'] },
          requestedBy: { type: 'string' },
          requestedAt: { type: 'string', format: 'date-time' },
          status: {
            type: 'string',
            enum: ['pending', 'approved', 'rejected', 'stale'],
          },
          decidedBy: { type: ['string', 'null'] },
          decidedAt: { type: ['string', 'null'], format: 'date-time' },
          decisionReason: { type: ['string', 'null'] },
        },
      },
      AliasMoveResult: {
        type: 'object',
        required: ['moved', 'alias', 'version', 'request'],
        properties: {
          moved: {
            type: 'boolean',
            description:
              'False when the alias pointed there already or a second person has to approve.',
          },
          alias: { type: 'string' },
          version: {
            type: ['string', 'null'],
            description: 'Where the alias points now.',
          },
          request: {
            oneOf: [
              { $ref: '#/components/schemas/AliasRequest' },
              { type: 'null' },
            ],
          },
        },
      },
      LineageNode: {
        type: 'object',
        required: [
          'id',
          'kind',
          'label',
          'detail',
          'version',
          'server',
          'hidden',
        ],
        properties: {
          id: {
            type: 'string',
            description: 'As in links; servers are `server:<id>`.',
          },
          kind: {
            type: 'string',
            enum: [
              'version',
              'external-model',
              'dataset',
              'run',
              'commit',
              'artifact',
              'server',
            ],
          },
          label: { type: 'string' },
          detail: {
            type: ['string', 'null'],
            description:
              'A second line, such as the format and precision of a version.',
          },
          version: {
            oneOf: [
              {
                type: 'object',
                required: [
                  'namespace',
                  'name',
                  'version',
                  'state',
                  'license',
                  'pinned',
                  'aliases',
                ],
                properties: {
                  namespace: { type: 'string' },
                  name: { type: 'string' },
                  version: { type: 'string' },
                  state: { $ref: '#/components/schemas/VersionState' },
                  license: { type: ['string', 'null'] },
                  pinned: { type: 'boolean' },
                  aliases: { type: 'array', items: { type: 'string' } },
                },
              },
              { type: 'null' },
            ],
          },
          server: {
            oneOf: [
              {
                type: 'object',
                required: [
                  'id',
                  'cluster',
                  'namespace',
                  'name',
                  'state',
                  'owner',
                ],
                properties: {
                  id: { type: 'string' },
                  cluster: { type: 'string' },
                  namespace: { type: 'string' },
                  name: { type: 'string' },
                  state: { $ref: '#/components/schemas/ServerState' },
                  owner: { type: ['string', 'null'] },
                },
              },
              { type: 'null' },
            ],
          },
          hidden: {
            type: 'boolean',
            description:
              'A version of a model that the caller may not read; its label says no more.',
          },
        },
      },
      LineageEdge: {
        type: 'object',
        required: ['from', 'to', 'relation', 'note'],
        properties: {
          from: { type: 'string', description: 'Id of what was made.' },
          to: {
            type: 'string',
            description:
              'Id of what it was made from; for `runs` the version that a server runs.',
          },
          relation: {
            type: 'string',
            enum: [
              'finetune',
              'quantized',
              'adapter',
              'merge',
              'distilled',
              'trained-on',
              'produced-by',
              'previous-version',
              'runs',
            ],
          },
          note: { type: ['string', 'null'] },
        },
      },
      LineageGraph: {
        type: 'object',
        required: ['roots', 'nodes', 'edges', 'truncated', 'affectedServers'],
        properties: {
          roots: {
            type: 'array',
            items: { type: 'string' },
            description: 'Ids of the nodes that were asked for.',
          },
          nodes: {
            type: 'array',
            items: { $ref: '#/components/schemas/LineageNode' },
          },
          edges: {
            type: 'array',
            items: { $ref: '#/components/schemas/LineageEdge' },
          },
          truncated: {
            type: 'boolean',
            description:
              'True when depth or the limit of 5000 nodes cut something off.',
          },
          affectedServers: {
            type: 'integer',
            description: 'Servers below the roots.',
          },
        },
      },
      VersionComparison: {
        type: 'object',
        required: ['a', 'b', 'fields', 'metrics', 'lineage', 'servers'],
        properties: {
          a: { $ref: '#/components/schemas/ModelVersionDetail' },
          b: { $ref: '#/components/schemas/ModelVersionDetail' },
          fields: {
            type: 'array',
            items: {
              type: 'object',
              required: ['field', 'a', 'b', 'same'],
              properties: {
                field: { type: 'string' },
                a: { type: ['string', 'null'] },
                b: { type: ['string', 'null'] },
                same: { type: 'boolean' },
              },
            },
          },
          metrics: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'dataset', 'slice', 'a', 'b', 'verdict'],
              properties: {
                name: { type: 'string' },
                dataset: { type: ['string', 'null'] },
                slice: { type: ['string', 'null'] },
                a: { type: ['number', 'null'] },
                b: { type: ['number', 'null'] },
                verdict: {
                  type: 'string',
                  enum: ['better', 'worse', 'same', 'unknown'],
                  description:
                    '`unknown` when one side is missing or nobody says which direction is better.',
                },
              },
            },
          },
          lineage: {
            type: 'object',
            required: ['onlyA', 'onlyB', 'both'],
            properties: {
              onlyA: {
                type: 'array',
                items: { $ref: '#/components/schemas/LineageLink' },
              },
              onlyB: {
                type: 'array',
                items: { $ref: '#/components/schemas/LineageLink' },
              },
              both: {
                type: 'array',
                items: { $ref: '#/components/schemas/LineageLink' },
              },
            },
          },
          servers: {
            type: 'array',
            description:
              'Specifications of the servers that run either version, as the current revision has them.',
            items: {
              type: 'object',
              required: ['runs', 'server', 'specHash', 'spec'],
              properties: {
                runs: { type: 'string', enum: ['a', 'b'] },
                server: { $ref: '#/components/schemas/ModelServer' },
                specHash: { type: ['string', 'null'] },
                spec: { type: ['object', 'null'], additionalProperties: true },
              },
            },
          },
        },
      },
      Registration: {
        type: 'object',
        description:
          'The registered version that a server runs, and how that is known.',
        required: ['namespace', 'name', 'version', 'reason', 'confidence'],
        properties: {
          namespace: { type: 'string' },
          name: { type: 'string' },
          version: {
            type: ['string', 'null'],
            description: 'Null when the model is known but no version of it.',
          },
          reason: {
            type: 'string',
            description:
              'A sentence such as `annotation inference-portal/version on the Deployment`.',
          },
          confidence: { type: 'string', enum: ['certain', 'high', 'medium'] },
        },
      },
      RegistrationProposal: {
        type: 'object',
        required: [
          'namespace',
          'name',
          'version',
          'owner',
          'source',
          'pinned',
          'evidence',
          'modelExists',
          'blocked',
        ],
        properties: {
          namespace: { type: 'string' },
          name: { type: 'string' },
          version: { type: 'string' },
          owner: { type: ['string', 'null'] },
          source: { type: ['string', 'null'] },
          pinned: { type: 'boolean' },
          evidence: {
            type: 'array',
            items: { $ref: '#/components/schemas/Evidence' },
          },
          modelExists: { type: 'boolean' },
          blocked: {
            type: ['string', 'null'],
            description:
              'Why it cannot be registered, such as a server whose model nobody can tell.',
          },
        },
      },
      ImportRun: {
        type: 'object',
        required: [
          'id',
          'source',
          'dryRun',
          'state',
          'startedBy',
          'startedAt',
          'changedAt',
          'finishedAt',
          'models',
          'versions',
          'aliases',
          'retired',
          'restored',
          'conflicts',
          'problems',
          'error',
        ],
        properties: {
          id: { type: 'string' },
          source: {
            type: 'string',
            description: 'Name of the registry in `inference.registries`.',
          },
          dryRun: {
            type: 'boolean',
            description: 'Nothing is written; the counts say what would be.',
          },
          state: { $ref: '#/components/schemas/ImportState' },
          startedBy: {
            type: 'string',
            description:
              'Entity ref of a person, name of a service, or `service:scheduler`.',
          },
          startedAt: { type: 'string', format: 'date-time' },
          changedAt: {
            type: 'string',
            format: 'date-time',
            description: 'Last sign of life.',
          },
          finishedAt: { type: ['string', 'null'], format: 'date-time' },
          models: { $ref: '#/components/schemas/ImportCounts' },
          versions: { $ref: '#/components/schemas/ImportCounts' },
          aliases: { $ref: '#/components/schemas/ImportCounts' },
          retired: {
            type: 'integer',
            description:
              'Versions that were retired as they are archived at the source or gone from there.',
          },
          restored: {
            type: 'integer',
            description:
              'Versions taken back into use as they are at the source again.',
          },
          conflicts: {
            type: 'integer',
            description: 'Facts found different from what is registered.',
          },
          problems: {
            type: 'integer',
            description: 'Things that could not be imported.',
          },
          error: {
            type: ['string', 'null'],
            description:
              'Why the source could not be read; null unless the run failed.',
          },
        },
      },
      ImportState: {
        type: 'string',
        description:
          '`interrupted`: the process ended or was told to; another run goes on where this one ended.',
        enum: ['running', 'succeeded', 'failed', 'interrupted'],
      },
      ImportRunDetail: {
        allOf: [
          { $ref: '#/components/schemas/ImportRun' },
          {
            type: 'object',
            required: [
              'changes',
              'changesOmitted',
              'foundConflicts',
              'foundProblems',
            ],
            properties: {
              changes: {
                type: 'array',
                maxItems: 1000,
                items: { $ref: '#/components/schemas/ImportChange' },
                description:
                  'What was written, or would be, in the order of the source.',
              },
              changesOmitted: {
                type: 'integer',
                description: 'Further changes that are counted and not listed.',
              },
              foundConflicts: {
                type: 'array',
                maxItems: 1000,
                items: { $ref: '#/components/schemas/ImportConflict' },
              },
              foundProblems: {
                type: 'array',
                maxItems: 100,
                items: { type: 'string' },
                description: 'What could not be read, and why.',
              },
            },
          },
        ],
      },
      ImportChange: {
        type: 'object',
        required: ['kind', 'model', 'name', 'detail'],
        properties: {
          kind: {
            type: 'string',
            enum: [
              'model-created',
              'model-changed',
              'version-created',
              'version-changed',
              'version-retired',
              'version-restored',
              'alias-created',
              'alias-changed',
            ],
          },
          model: { $ref: '#/components/schemas/ModelRef' },
          name: {
            type: ['string', 'null'],
            description: 'The version or alias; null for a model.',
          },
          detail: {
            type: ['string', 'null'],
            description:
              'Such as `1 → 2` for an alias, or the reason of a retirement.',
          },
        },
      },
      ImportConflict: {
        type: 'object',
        required: ['model', 'version', 'field', 'recorded', 'found'],
        properties: {
          model: { $ref: '#/components/schemas/ModelRef' },
          version: { type: 'string' },
          field: { type: 'string' },
          recorded: { type: ['string', 'null'] },
          found: { type: ['string', 'null'] },
        },
      },
      ImportCounts: {
        type: 'object',
        required: ['created', 'changed', 'unchanged', 'skipped'],
        properties: {
          created: { type: 'integer' },
          changed: { type: 'integer' },
          unchanged: { type: 'integer' },
          skipped: { type: 'integer' },
        },
      },
      RegistryConflict: {
        type: 'object',
        required: [
          'source',
          'model',
          'version',
          'field',
          'recorded',
          'found',
          'firstSeenAt',
          'lastSeenAt',
        ],
        properties: {
          source: { type: 'string' },
          model: { $ref: '#/components/schemas/ModelRef' },
          version: { type: 'string' },
          field: { type: 'string' },
          recorded: { type: ['string', 'null'] },
          found: { type: ['string', 'null'] },
          firstSeenAt: { type: 'string', format: 'date-time' },
          lastSeenAt: { type: 'string', format: 'date-time' },
        },
      },
      ReleaseSymptom: {
        type: 'object',
        description: 'What is clearly worse than before.',
        required: ['kind', 'factor'],
        properties: {
          kind: {
            type: 'string',
            enum: ['errors', 'restarts'],
            description:
              'Share of requests that fail, or restarts of containers in an hour.',
          },
          factor: {
            type: ['number', 'null'],
            description:
              'So many times as much as before; null when there was none before.',
          },
        },
      },
      ReleaseFigures: {
        type: 'object',
        description: 'Hours of a server, added up.',
        required: [
          'hours',
          'requests',
          'errors',
          'errorShare',
          'restarts',
          'restartsPerHour',
        ],
        properties: {
          hours: { type: 'integer', description: 'That were measured.' },
          requests: {
            type: ['number', 'null'],
            description: 'Answered or failed.',
          },
          errors: { type: ['number', 'null'] },
          errorShare: { type: ['number', 'null'], description: '0 to 1.' },
          restarts: { type: ['number', 'null'] },
          restartsPerHour: { type: ['number', 'null'] },
        },
      },
      ReleaseJudgement: {
        type: 'object',
        required: ['symptom', 'before', 'after', 'partial'],
        properties: {
          symptom: {
            description: 'Null when nothing is clearly worse.',
            oneOf: [
              { $ref: '#/components/schemas/ReleaseSymptom' },
              { type: 'null' },
            ],
          },
          before: { $ref: '#/components/schemas/ReleaseFigures' },
          after: { $ref: '#/components/schemas/ReleaseFigures' },
          partial: {
            type: 'boolean',
            description:
              'The only hour that tells of the revision has minutes of the one before in it.',
          },
        },
      },
      ServerRelease: {
        type: 'object',
        required: ['server', 'revision', 'startedAt', 'judgement'],
        properties: {
          server: { $ref: '#/components/schemas/FindingServer' },
          revision: { type: ['integer', 'null'] },
          startedAt: { type: ['string', 'null'], format: 'date-time' },
          judgement: {
            description:
              'Null when nobody knows: a first or an old revision, too little traffic before it, no measured hour since.',
            oneOf: [
              { $ref: '#/components/schemas/ReleaseJudgement' },
              { type: 'null' },
            ],
          },
        },
      },
      RemediationAction: {
        type: 'string',
        description:
          '`scale-to-zero` frees the GPUs and deletes nothing; `restore` brings back what the portal scaled to zero.',
        enum: ['scale-to-zero', 'restore'],
      },
      RemediationState: {
        type: 'string',
        description:
          '`planned` waits for its first step; `applying` writes; `watching` looks for refused requests for 24 hours after a scaling to zero; `succeeded`; `failed` says why in `problem`; `undone`: the server was brought back while it was watched.',
        enum: [
          'planned',
          'applying',
          'watching',
          'succeeded',
          'failed',
          'undone',
        ],
      },
      RemediationMethod: {
        type: 'string',
        description:
          '`apply`: the portal does the steps; `propose`: the change has to be made in Git; `none`: nothing to do, or something blocks it.',
        enum: ['apply', 'propose', 'none'],
      },
      RemediationStep: {
        type: 'object',
        required: ['summary', 'object', 'changes'],
        properties: {
          summary: { type: 'string', description: 'A sentence.' },
          object: {
            type: 'object',
            required: ['group', 'version', 'kind', 'namespace', 'name'],
            properties: {
              group: { type: 'string' },
              version: { type: 'string' },
              kind: { type: 'string' },
              namespace: { type: 'string' },
              name: { type: 'string' },
            },
          },
          changes: {
            type: 'array',
            items: { $ref: '#/components/schemas/RemediationFieldChange' },
          },
        },
      },
      RemediationFieldChange: {
        type: 'object',
        required: ['field', 'before', 'after'],
        properties: {
          field: {
            type: 'string',
            description: 'Path in the object, such as `spec.replicas`.',
          },
          before: {
            type: ['string', 'null'],
            description: 'Null when the field is absent or may be anything.',
          },
          after: {
            type: ['string', 'null'],
            description: 'Null when the field is removed.',
          },
        },
      },
      RemediationCheck: {
        type: 'object',
        required: ['code', 'result', 'message'],
        properties: {
          code: {
            type: 'string',
            description:
              'Never changes; lower case with dashes, such as `recent-requests`.',
          },
          result: { type: 'string', enum: ['pass', 'warn', 'block'] },
          message: {
            type: 'string',
            description: 'A sentence, with what to do where it is not a pass.',
          },
        },
      },
      RemediationProposal: {
        type: 'object',
        description: 'The change to make where the object is managed.',
        required: ['manager', 'instance', 'message', 'commands', 'patch'],
        properties: {
          manager: { type: 'string', enum: ['argo-cd', 'flux'] },
          instance: { type: ['string', 'null'] },
          message: { type: 'string' },
          commands: { type: 'array', items: { type: 'string' } },
          patch: {
            type: 'string',
            description:
              'The fields to set, as YAML: one document an object, with comments that say what they were.',
          },
        },
      },
      RemediationPlan: {
        type: 'object',
        required: [
          'id',
          'hash',
          'serverId',
          'createdAt',
          'expiresAt',
          'action',
          'method',
          'findingId',
          'steps',
          'checks',
          'blockedBy',
          'proposal',
        ],
        properties: {
          id: { type: 'string' },
          hash: {
            type: 'string',
            description:
              'SHA-256 of whatever the plan rests on: another world gives another one.',
          },
          serverId: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          expiresAt: { type: 'string', format: 'date-time' },
          action: { $ref: '#/components/schemas/RemediationAction' },
          method: { $ref: '#/components/schemas/RemediationMethod' },
          findingId: { type: ['string', 'null'] },
          steps: {
            type: 'array',
            items: { $ref: '#/components/schemas/RemediationStep' },
          },
          checks: {
            type: 'array',
            items: { $ref: '#/components/schemas/RemediationCheck' },
          },
          blockedBy: {
            type: 'array',
            items: { type: 'string' },
            description: 'Messages of the checks that block.',
          },
          proposal: {
            oneOf: [
              { $ref: '#/components/schemas/RemediationProposal' },
              { type: 'null' },
            ],
          },
        },
      },
      Remediation: {
        type: 'object',
        required: [
          'id',
          'server',
          'owner',
          'action',
          'state',
          'planId',
          'planHash',
          'findingId',
          'actor',
          'reason',
          'startedAt',
          'updatedAt',
          'finishedAt',
          'appliedAt',
          'watchedUntil',
          'refusedRequests',
          'problem',
          'restorable',
        ],
        properties: {
          id: { type: 'string' },
          server: { $ref: '#/components/schemas/FindingServer' },
          owner: { type: ['string', 'null'], description: 'Entity ref.' },
          action: { $ref: '#/components/schemas/RemediationAction' },
          state: { $ref: '#/components/schemas/RemediationState' },
          planId: { type: 'string' },
          planHash: { type: 'string' },
          findingId: { type: ['string', 'null'] },
          actor: {
            type: 'string',
            description: 'Entity ref of a person or name of a service.',
          },
          reason: { type: 'string' },
          startedAt: { type: 'string', format: 'date-time' },
          updatedAt: { type: 'string', format: 'date-time' },
          finishedAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'Null while it goes on.',
          },
          appliedAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When the cluster had taken all steps.',
          },
          watchedUntil: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              'End of the watch for refused requests; null where nothing is watched.',
          },
          refusedRequests: {
            type: ['number', 'null'],
            description:
              'Requests that a gateway could not deliver since; null when nobody counted them.',
          },
          problem: {
            type: ['string', 'null'],
            description: 'Why it failed, with what to do.',
          },
          restorable: {
            type: 'boolean',
            description:
              'It may be worth a plan to `restore`: something was written, and the server was not brought back as far as this remediation knows.',
          },
        },
      },
      RemediationEvent: {
        type: 'object',
        required: ['at', 'state', 'message'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          state: { $ref: '#/components/schemas/RemediationState' },
          message: { type: 'string' },
        },
      },
      RemediationDetail: {
        allOf: [
          { $ref: '#/components/schemas/Remediation' },
          {
            type: 'object',
            required: ['plan', 'events'],
            properties: {
              plan: { $ref: '#/components/schemas/RemediationPlan' },
              events: {
                type: 'array',
                items: { $ref: '#/components/schemas/RemediationEvent' },
                description: 'Oldest first.',
              },
            },
          },
        ],
      },
      RemediationPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Remediation' },
          },
          nextCursor: { type: 'string' },
        },
      },
      RollbackState: {
        type: 'string',
        description:
          '`awaiting-approval` waits for a second person; `declined` was refused by one, or withdrawn; `planned` waits for its first step; `applying` writes; `awaiting-merge` waits until a pull request is merged and the cluster runs it; `rolling` waits for the pods; `verifying` looks whether they stay healthy; `succeeded`; `failed` says why and may still be undone while `finishedAt` is null; `undoing` puts back what was there before; `undone`.',
        enum: [
          'awaiting-approval',
          'planned',
          'applying',
          'awaiting-merge',
          'rolling',
          'verifying',
          'succeeded',
          'failed',
          'undoing',
          'undone',
          'declined',
        ],
      },
      RollbackMethod: {
        type: 'string',
        description:
          '`abort-canary` sends traffic back to the stable version, then restores its template; `restore-template` writes the pod template of a revision; `restore-spec` writes a specification that the portal kept; `shift-traffic` changes weights only; `pause-sync` pauses the sync of Argo CD or Flux, then writes as the others do; `pull-request` opens a pull request that changes the manifest in Git; `propose` shows the change that has to be made where the object is managed; `none`: nothing to do, or something blocks it.',
        enum: [
          'restore-template',
          'abort-canary',
          'restore-spec',
          'shift-traffic',
          'pause-sync',
          'pull-request',
          'propose',
          'none',
        ],
      },
      RollbackRevision: {
        type: 'object',
        required: [
          'id',
          'number',
          'clusterRevision',
          'images',
          'startedAt',
          'endedAt',
          'changedBy',
          'changeCause',
          'source',
        ],
        properties: {
          id: { type: 'string' },
          number: { type: 'integer' },
          clusterRevision: { type: ['string', 'null'] },
          images: {
            type: 'array',
            items: { $ref: '#/components/schemas/Image' },
          },
          startedAt: { type: 'string', format: 'date-time' },
          endedAt: { type: ['string', 'null'], format: 'date-time' },
          changedBy: { type: ['string', 'null'] },
          changeCause: { type: ['string', 'null'] },
          source: {
            type: 'string',
            enum: ['cluster', 'portal', 'none'],
            description:
              '`cluster`: a ReplicaSet or ControllerRevision still holds it; `portal`: only the portal kept it; `none`: it cannot be restored.',
          },
        },
      },
      RollbackStep: {
        type: 'object',
        required: ['summary', 'object', 'subresource'],
        properties: {
          summary: { type: 'string', description: 'A sentence.' },
          object: {
            type: 'object',
            required: ['group', 'version', 'kind', 'namespace', 'name'],
            properties: {
              group: { type: 'string' },
              version: { type: 'string' },
              kind: { type: 'string' },
              namespace: { type: 'string' },
              name: { type: 'string' },
            },
          },
          subresource: { type: ['string', 'null'] },
        },
      },
      RollbackDifference: {
        type: 'object',
        description:
          'One field that will change. Literal secrets are redacted.',
        required: ['field', 'aspect', 'change', 'before', 'after'],
        properties: {
          field: {
            type: 'string',
            description:
              'Path in the specification, such as `template.spec.containers[vllm].image`.',
          },
          aspect: {
            type: 'string',
            enum: [
              'image',
              'model',
              'flag',
              'environment',
              'resources',
              'other',
            ],
            description: 'What a reader looks for first comes first.',
          },
          change: { type: 'string', enum: ['added', 'removed', 'changed'] },
          before: {
            type: ['string', 'null'],
            description: 'Null when the field is added.',
          },
          after: {
            type: ['string', 'null'],
            description: 'Null when the field is removed.',
          },
        },
      },
      RollbackCheck: {
        type: 'object',
        required: ['code', 'result', 'message'],
        properties: {
          code: {
            type: 'string',
            description:
              'Never changes; lower case with dashes, such as `gpus-fit`.',
          },
          result: { type: 'string', enum: ['pass', 'warn', 'block'] },
          message: {
            type: 'string',
            description: 'A sentence, with what to do where it is not a pass.',
          },
        },
      },
      RollbackProposal: {
        type: 'object',
        description: 'The change to make where the object is managed.',
        required: ['manager', 'instance', 'message', 'commands', 'patch'],
        properties: {
          manager: { type: 'string', enum: ['argo-cd', 'flux', 'helm'] },
          instance: { type: ['string', 'null'] },
          message: { type: 'string' },
          commands: { type: 'array', items: { type: 'string' } },
          patch: {
            type: 'string',
            description: 'The change as YAML, redacted.',
          },
        },
      },
      RollbackSyncTarget: {
        type: 'object',
        description: 'What syncs the server from Git.',
        required: ['cluster', 'kind', 'namespace', 'name'],
        properties: {
          cluster: { type: 'string' },
          kind: {
            type: 'string',
            description: '`Application`, `Kustomization` or `HelmRelease`.',
          },
          namespace: { type: 'string' },
          name: { type: 'string' },
        },
      },
      RollbackPlannedPause: {
        allOf: [
          { $ref: '#/components/schemas/RollbackSyncTarget' },
          {
            type: 'object',
            required: ['minutes'],
            properties: {
              minutes: {
                type: 'integer',
                description:
                  'After which the portal resumes the sync by itself.',
              },
            },
          },
        ],
      },
      RollbackSyncPause: {
        description: 'A pause of the sync that a rollback made.',
        allOf: [
          { $ref: '#/components/schemas/RollbackSyncTarget' },
          {
            type: 'object',
            required: ['pausedAt', 'until', 'endedAt', 'ended', 'problem'],
            properties: {
              pausedAt: { type: 'string', format: 'date-time' },
              until: {
                type: 'string',
                format: 'date-time',
                description: 'From then on it is resumed.',
              },
              endedAt: {
                type: ['string', 'null'],
                format: 'date-time',
                description: 'Null while it is paused.',
              },
              ended: {
                type: ['string', 'null'],
                description: 'Why it ended, as a sentence.',
              },
              problem: {
                type: ['string', 'null'],
                description:
                  'What keeps the portal from resuming it; it tries on.',
              },
            },
          },
        ],
      },
      RollbackApprovers: {
        type: 'object',
        description: 'Who has to approve it, and why.',
        required: ['aliases', 'approvers'],
        properties: {
          aliases: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Protected aliases that point to the version that is left.',
          },
          approvers: {
            type: ['string', 'null'],
            description:
              'Group whose members decide; null for whoever may roll the server back.',
          },
        },
      },
      RollbackApproval: {
        allOf: [
          { $ref: '#/components/schemas/RollbackApprovers' },
          {
            type: 'object',
            required: ['state', 'expiresAt', 'by', 'at', 'reason'],
            properties: {
              state: {
                type: 'string',
                enum: ['waiting', 'approved', 'declined', 'expired', 'skipped'],
                description: '`skipped`: it was an emergency.',
              },
              expiresAt: {
                type: 'string',
                format: 'date-time',
                description: 'Until when it waits.',
              },
              by: { type: ['string', 'null'], description: 'Who decided.' },
              at: { type: ['string', 'null'], format: 'date-time' },
              reason: { type: ['string', 'null'] },
            },
          },
        ],
      },
      RollbackPlan: {
        type: 'object',
        required: [
          'id',
          'hash',
          'serverId',
          'createdAt',
          'expiresAt',
          'action',
          'method',
          'from',
          'to',
          'steps',
          'diff',
          'checks',
          'notRestored',
          'expectedSeconds',
          'blockedBy',
          'proposal',
          'pause',
          'pullRequest',
          'approval',
        ],
        properties: {
          id: { type: 'string' },
          hash: {
            type: 'string',
            description:
              'SHA-256 of whatever the plan rests on: another world gives another one.',
          },
          serverId: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          expiresAt: { type: 'string', format: 'date-time' },
          action: { type: 'string', enum: ['rollback'] },
          method: { $ref: '#/components/schemas/RollbackMethod' },
          from: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackRevision' },
              { type: 'null' },
            ],
            description: 'What runs now; null while it is not recorded yet.',
          },
          to: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackRevision' },
              { type: 'null' },
            ],
            description: 'Null when there is no revision to go back to.',
          },
          steps: {
            type: 'array',
            items: { $ref: '#/components/schemas/RollbackStep' },
          },
          diff: {
            type: 'array',
            items: { $ref: '#/components/schemas/RollbackDifference' },
          },
          checks: {
            type: 'array',
            items: { $ref: '#/components/schemas/RollbackCheck' },
          },
          notRestored: {
            type: 'array',
            items: { type: 'string' },
            description: 'What stays as it is, each in a sentence.',
          },
          expectedSeconds: {
            type: ['integer', 'null'],
            description:
              'Until the restored pods are ready, from how long that revision took before; null when nobody knows.',
          },
          blockedBy: {
            type: 'array',
            items: { type: 'string' },
            description: 'Messages of the checks that block.',
          },
          proposal: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackProposal' },
              { type: 'null' },
            ],
          },
          pause: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackPlannedPause' },
              { type: 'null' },
            ],
            description:
              'What is paused before it is written; null when nothing is.',
          },
          pullRequest: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackPlannedPullRequest' },
              { type: 'null' },
            ],
            description: 'Null when none is opened.',
          },
          approval: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackApprovers' },
              { type: 'null' },
            ],
            description: 'Null when nobody else has to approve it.',
          },
        },
      },
      RollbackPlannedPullRequest: {
        type: 'object',
        description:
          'The pull request, or merge request, that brings the earlier revision back.',
        required: ['repository', 'branch', 'files'],
        properties: {
          repository: { type: 'string', description: 'Address for browsers.' },
          branch: {
            type: 'string',
            description:
              'The branch that is deployed, which it is to be merged into.',
          },
          files: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'diff'],
              properties: {
                path: { type: 'string' },
                diff: {
                  type: 'string',
                  description:
                    'The lines that change, without those around them; literal secrets are redacted.',
                },
              },
            },
          },
        },
      },
      RollbackPullRequest: {
        type: 'object',
        description: 'The pull request that a rollback opened.',
        required: ['number', 'url', 'state', 'until'],
        properties: {
          number: { type: 'integer' },
          url: { type: 'string', format: 'uri' },
          state: { type: 'string', enum: ['open', 'merged', 'closed'] },
          until: {
            type: 'string',
            format: 'date-time',
            description: 'Until then the cluster has to run what it brings.',
          },
        },
      },
      RollbackPods: {
        type: 'object',
        required: ['desired', 'updated', 'ready', 'crashing'],
        properties: {
          desired: { type: ['integer', 'null'] },
          updated: {
            type: ['integer', 'null'],
            description: 'Of the restored revision.',
          },
          ready: { type: ['integer', 'null'] },
          crashing: {
            type: 'integer',
            description: 'Pods that restart again and again.',
          },
        },
      },
      Rollback: {
        type: 'object',
        required: [
          'id',
          'server',
          'owner',
          'state',
          'method',
          'planId',
          'planHash',
          'from',
          'to',
          'actor',
          'reason',
          'autoUndo',
          'startedAt',
          'updatedAt',
          'finishedAt',
          'appliedAt',
          'healthyAt',
          'deadline',
          'pods',
          'problem',
          'reverted',
          'undoable',
          'approval',
          'pullRequest',
        ],
        properties: {
          id: { type: 'string' },
          server: { $ref: '#/components/schemas/FindingServer' },
          owner: { type: ['string', 'null'] },
          state: { $ref: '#/components/schemas/RollbackState' },
          method: { $ref: '#/components/schemas/RollbackMethod' },
          planId: { type: 'string' },
          planHash: { type: 'string' },
          from: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackRevision' },
              { type: 'null' },
            ],
          },
          to: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackRevision' },
              { type: 'null' },
            ],
          },
          actor: {
            type: 'string',
            description: 'Entity ref of a person or name of a service.',
          },
          reason: { type: 'string' },
          autoUndo: { type: 'boolean' },
          startedAt: { type: 'string', format: 'date-time' },
          updatedAt: { type: 'string', format: 'date-time' },
          finishedAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              'Null while it goes on, and for 30 minutes after it succeeded, in which the portal watches whether somebody reverts it.',
          },
          appliedAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When the cluster had taken the change.',
          },
          healthyAt: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When the restored pods were all ready.',
          },
          deadline: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              'Until when they must be; null before the change was written.',
          },
          pods: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackPods' },
              { type: 'null' },
            ],
            description: 'As they were last seen; null before.',
          },
          problem: {
            type: ['string', 'null'],
            description: 'Why it failed, or what keeps it, with what to do.',
          },
          reverted: {
            oneOf: [
              {
                type: 'object',
                required: ['by', 'at'],
                properties: {
                  by: {
                    type: ['string', 'null'],
                    description: 'Field manager.',
                  },
                  at: { type: 'string', format: 'date-time' },
                },
              },
              { type: 'null' },
            ],
            description:
              'Somebody or something changed it after the rollback; null when not.',
          },
          undoable: { type: 'boolean' },
          approval: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackApproval' },
              { type: 'null' },
            ],
            description: 'Null when nobody else had to approve it.',
          },
          pullRequest: {
            oneOf: [
              { $ref: '#/components/schemas/RollbackPullRequest' },
              { type: 'null' },
            ],
            description: 'Null when it is not done by one.',
          },
        },
      },
      RollbackEvent: {
        type: 'object',
        required: ['at', 'state', 'message'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          state: { $ref: '#/components/schemas/RollbackState' },
          message: { type: 'string' },
        },
      },
      RollbackDetail: {
        allOf: [
          { $ref: '#/components/schemas/Rollback' },
          {
            type: 'object',
            required: ['plan', 'events', 'syncPause'],
            properties: {
              syncPause: {
                oneOf: [
                  { $ref: '#/components/schemas/RollbackSyncPause' },
                  { type: 'null' },
                ],
                description: 'Null when no sync was paused for it.',
              },
              plan: { $ref: '#/components/schemas/RollbackPlan' },
              events: {
                type: 'array',
                items: { $ref: '#/components/schemas/RollbackEvent' },
                description: 'Oldest first.',
              },
            },
          },
        ],
      },
      RollbackPage: {
        type: 'object',
        required: ['items', 'meanSecondsToRestore'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Rollback' },
          },
          nextCursor: { type: 'string' },
          meanSecondsToRestore: {
            type: ['number', 'null'],
            description:
              'From the start until the pods were ready, over the rollbacks of this page that succeeded; null when none did.',
          },
        },
      },
      UsageSums: {
        type: 'object',
        required: ['from', 'to', 'items'],
        properties: {
          from: { type: 'string', format: 'date-time' },
          to: { type: 'string', format: 'date-time' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/UsageSum' },
          },
        },
      },
      UsageSum: {
        type: 'object',
        description: 'One server. Null is what no sample told.',
        required: ['serverId', 'requests', 'errors', 'latencyMs'],
        properties: {
          serverId: { type: 'string' },
          requests: {
            type: ['number', 'null'],
            description:
              'Successful requests: the larger of what the server and what a gateway before it counted.',
          },
          errors: { type: ['number', 'null'] },
          latencyMs: {
            description:
              'From the request to its last token; the mean of the hours by requests.',
            oneOf: [
              { $ref: '#/components/schemas/UsagePercentiles' },
              { type: 'null' },
            ],
          },
        },
      },
      UsageGranularity: { type: 'string', enum: ['hour', 'day'] },
      ServerUsage: {
        type: 'object',
        required: [
          'granularity',
          'from',
          'to',
          'completeFrom',
          'completeTo',
          'items',
          'unitCosts',
        ],
        properties: {
          granularity: { $ref: '#/components/schemas/UsageGranularity' },
          from: {
            type: 'string',
            format: 'date-time',
            description: 'Begin of the first hour or day.',
          },
          to: {
            type: 'string',
            format: 'date-time',
            description: 'End of the last hour or day.',
          },
          completeFrom: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              "From when on hours of this server's cluster were collected; null before the first.",
          },
          completeTo: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              'Until when they were collected; what is missing before has no samples.',
          },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/UsagePoint' },
          },
          unitCosts: {
            description:
              'What the window cost for what it served; null for callers who may not read its costs, without traffic or a price, and where metrics saw less than four fifths of the window.',
            oneOf: [
              { $ref: '#/components/schemas/UsageUnitCosts' },
              { type: 'null' },
            ],
          },
        },
      },
      UsagePoint: {
        type: 'object',
        description: 'One hour, or one UTC day. Null is what no sample told.',
        required: [
          'start',
          'requests',
          'errors',
          'promptTokens',
          'generatedTokens',
          'latencyMs',
          'firstTokenMs',
          'waitingMax',
          'runningMax',
          'kvCacheMax',
          'gpuActivityAvg',
          'gpuActivityMax',
          'gpuMemoryBytes',
          'networkBytesPerSecond',
          'restarts',
          'activeHours',
          'coverage',
        ],
        properties: {
          start: { type: 'string', format: 'date-time' },
          requests: {
            type: ['number', 'null'],
            description:
              'Successful requests: the larger of what the server and what a gateway before it counted.',
          },
          errors: { type: ['number', 'null'] },
          promptTokens: { type: ['number', 'null'] },
          generatedTokens: { type: ['number', 'null'] },
          latencyMs: {
            description:
              'From the request to its last token; of a day the mean of its hours by requests.',
            oneOf: [
              { $ref: '#/components/schemas/UsagePercentiles' },
              { type: 'null' },
            ],
          },
          firstTokenMs: {
            description: 'From the request to its first token.',
            oneOf: [
              { $ref: '#/components/schemas/UsagePercentiles' },
              { type: 'null' },
            ],
          },
          waitingMax: {
            type: ['number', 'null'],
            description:
              'Most requests that waited, peaks of the replicas added up.',
          },
          runningMax: {
            type: ['number', 'null'],
            description:
              'Most requests in work, peaks of the replicas added up.',
          },
          kvCacheMax: {
            type: ['number', 'null'],
            description: '0 to 1, of the fullest replica.',
          },
          gpuActivityAvg: {
            type: ['number', 'null'],
            description: '0 to 1; null for GPUs that others share, too.',
          },
          gpuActivityMax: { type: ['number', 'null'], description: '0 to 1.' },
          gpuMemoryBytes: {
            type: ['number', 'null'],
            description: 'Held on all devices.',
          },
          networkBytesPerSecond: {
            type: ['number', 'null'],
            description: 'Received and sent.',
          },
          restarts: { type: ['number', 'null'] },
          activeHours: {
            type: ['integer', 'null'],
            description:
              'Hours of a day with requests or a working GPU; null for an hour.',
          },
          coverage: {
            type: 'object',
            description:
              'Share of the expected samples that were there, 0 to 1, by signal; null when the signal was never seen.',
            required: ['traffic', 'gpu', 'gateway'],
            properties: {
              traffic: { type: ['number', 'null'] },
              gpu: { type: ['number', 'null'] },
              gateway: { type: ['number', 'null'] },
            },
          },
        },
      },
      UsagePercentiles: {
        type: 'object',
        description: 'Milliseconds.',
        required: ['p50', 'p95', 'p99'],
        properties: {
          p50: { type: 'number' },
          p95: { type: 'number' },
          p99: { type: 'number' },
        },
      },
      UsageUnitCosts: {
        description:
          'Cost of the GPUs that the server held, idle time of these included, and what came of it.',
        allOf: [
          { $ref: '#/components/schemas/UnitCosts' },
          {
            type: 'object',
            required: ['currency', 'micros'],
            properties: {
              currency: { type: 'string', description: 'ISO 4217.' },
              micros: { type: 'integer', description: 'Cost of the window.' },
            },
          },
        ],
      },
    },
  },
} as const;
