import type { DataSource } from '@inference-portal/plugin-inference-common';
import { FIXTURE_NOW } from './servers';

const before = (ms: number) => new Date(FIXTURE_NOW - ms).toISOString();

/** A healthy cluster, one whose role lacks a rule, one that is not reached, and a Prometheus. */
export function dataSources(): DataSource[] {
  return [
    {
      id: 'cluster:eu-west',
      type: 'cluster',
      name: 'eu-west',
      url: 'https://10.1.0.1:6443',
      status: 'healthy',
      version: 'v1.34.1',
      lastDataAt: before(900),
      lagSeconds: 0.4,
      checkedAt: before(900),
      coverage: [{ name: 'namespaces', have: 14, want: 14 }],
      issues: [],
      resources: [
        {
          resource: 'apps/v1/deployments',
          status: 'watching',
          objects: 212,
          lastEventAt: before(4_000),
        },
        {
          resource: 'v1/pods',
          status: 'watching',
          objects: 1480,
          lastEventAt: before(900),
        },
        {
          resource: 'serving.kserve.io/v1beta1/inferenceservices',
          status: 'not-installed',
          objects: null,
          lastEventAt: null,
        },
      ],
      queries: [],
    },
    {
      id: 'cluster:us-east',
      type: 'cluster',
      name: 'us-east',
      url: 'https://10.2.0.1:6443',
      status: 'degraded',
      version: 'v1.33.4',
      lastDataAt: before(65_000),
      lagSeconds: 65,
      checkedAt: before(5_000),
      coverage: [{ name: 'resources', have: 9, want: 10 }],
      issues: [
        {
          code: 'forbidden',
          message:
            'nodes is forbidden: User "inference-portal" cannot list resource "nodes" at the cluster scope. GPU products and capacity stay unknown.',
          fix: [
            'apiVersion: rbac.authorization.k8s.io/v1',
            'kind: ClusterRole',
            'metadata:',
            '  name: inference-portal-nodes',
            'rules:',
            '  - apiGroups: [""]',
            '    resources: [nodes]',
            '    verbs: [get, list, watch]',
          ].join('\n'),
          since: before(2 * 3_600_000),
        },
      ],
      resources: [
        {
          resource: 'apps/v1/deployments',
          status: 'watching',
          objects: 96,
          lastEventAt: before(65_000),
        },
        {
          resource: 'v1/nodes',
          status: 'forbidden',
          objects: null,
          lastEventAt: null,
        },
      ],
      queries: [],
    },
    {
      id: 'cluster:lab',
      type: 'cluster',
      name: 'lab',
      url: 'https://lab.example:6443',
      status: 'unreachable',
      version: null,
      lastDataAt: null,
      lagSeconds: null,
      checkedAt: before(3_000),
      coverage: [],
      issues: [
        {
          code: 'unreachable',
          message: 'connect ECONNREFUSED lab.example:6443',
          fix: 'Check that the API server is running and that the portal may reach it.',
          since: before(26 * 3_600_000),
        },
      ],
      resources: [],
      queries: [],
    },
    {
      id: 'prometheus:eu-west',
      type: 'prometheus',
      name: 'eu-west',
      url: 'https://prometheus.eu-west.example',
      status: 'healthy',
      version: '3.6.0',
      lastDataAt: before(12_000),
      lagSeconds: 12,
      checkedAt: before(12_000),
      coverage: [
        { name: 'servers with request metrics', have: 34, want: 40 },
        { name: 'servers with GPU metrics', have: 40, want: 40 },
      ],
      issues: [],
      resources: [],
      queries: [
        {
          name: 'request-rate',
          status: 'ok',
          series: 68,
          durationMs: 41,
          message: null,
        },
        {
          name: 'queue-time',
          status: 'empty',
          series: 0,
          durationMs: 12,
          message: 'no series of vllm:request_queue_time_seconds',
        },
        {
          name: 'mig-activity',
          status: 'failed',
          series: null,
          durationMs: null,
          message: 'query timed out after 30 s',
        },
      ],
    },
    {
      id: 'registry:mlflow',
      type: 'registry',
      name: 'mlflow',
      url: 'https://mlflow.example',
      status: 'degraded',
      version: '3.17.0',
      lastDataAt: before(240_000),
      lagSeconds: 240,
      checkedAt: before(240_000),
      coverage: [{ name: 'registered models imported', have: 117, want: 118 }],
      issues: [
        {
          code: 'import-problem',
          message:
            'defect-detector version 3: the source s3://… carries a signature in its query and was not imported',
          fix: 'Register the version in MLflow with a source without X-Amz-Signature.',
          since: before(3_600_000),
        },
      ],
      resources: [],
      queries: [],
    },
  ];
}
