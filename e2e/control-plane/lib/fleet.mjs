/**
 * The objects of a made-up but true-to-life fleet. Everything follows from the
 * index, so the same numbers give the same fleet.
 */

const GPUS_PER_NODE = 8;
const VLLM_VERSION = 'v0.30.0';
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const TEAMS = ['search', 'assistants', 'documents', 'support', 'research'];

/** Labels as GPU Feature Discovery and the cloud's node controller set them. */
const NODE_POOLS = [
  {
    name: 'h100',
    share: 6,
    instanceType: 'p5.48xlarge',
    product: 'NVIDIA-H100-80GB-HBM3',
    memoryMiB: 81559,
    family: 'hopper',
    compute: '9.0',
    migCapable: true,
    capacity: { cpu: '192', memory: '2Ti' },
  },
  {
    name: 'a100',
    share: 3,
    instanceType: 'p4de.24xlarge',
    product: 'NVIDIA-A100-SXM4-80GB',
    memoryMiB: 81920,
    family: 'ampere',
    compute: '8.0',
    migCapable: true,
    capacity: { cpu: '96', memory: '1152Gi' },
  },
  {
    name: 'l40s',
    share: 1,
    instanceType: 'g6e.48xlarge',
    product: 'NVIDIA-L40S',
    memoryMiB: 46068,
    family: 'ada-lovelace',
    compute: '8.9',
    migCapable: false,
    capacity: { cpu: '192', memory: '1536Gi' },
  },
];

/** What teams serve; most servers are small and a few are large. */
const MODELS = [
  { id: 'meta-llama/Llama-3.1-8B-Instruct', gpus: 1, maxModelLen: 32768 },
  { id: 'Qwen/Qwen3-32B', gpus: 2, maxModelLen: 32768 },
  {
    id: 'BAAI/bge-m3',
    gpus: 1,
    maxModelLen: 8192,
    flags: ['--runner=pooling'],
  },
  { id: 'meta-llama/Llama-3.3-70B-Instruct', gpus: 4, maxModelLen: 65536 },
  { id: 'mistralai/Mistral-7B-Instruct-v0.3', gpus: 1, maxModelLen: 32768 },
  {
    id: 'Qwen/Qwen2.5-72B-Instruct-AWQ',
    gpus: 2,
    maxModelLen: 32768,
    flags: ['--quantization=awq_marlin'],
  },
  { id: 'openai/gpt-oss-120b', gpus: 2, maxModelLen: 131072 },
  { id: 'Qwen/Qwen3-8B', gpus: 1, maxModelLen: 32768 },
  { id: 'google/gemma-3-27b-it', gpus: 1, maxModelLen: 65536, replicas: 2 },
  {
    id: 'deepseek-ai/DeepSeek-R1-Distill-Llama-70B',
    gpus: 4,
    maxModelLen: 65536,
    flags: ['--reasoning-parser=deepseek_r1'],
  },
];

export function namespaceNames() {
  return TEAMS.map(team => `team-${team}`);
}

export function gpuNode(index) {
  const pool = pickByShare(NODE_POOLS, index);
  const zone = ZONES[index % ZONES.length];
  const name = `gpu-${pool.name}-${String(index).padStart(4, '0')}`;
  const resources = {
    ...pool.capacity,
    'ephemeral-storage': '7Ti',
    pods: '110',
    'nvidia.com/gpu': String(GPUS_PER_NODE),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: nodeLabels({ name, zone, pool, isSpot: index % 10 === 9 }),
    },
    spec: { providerID: `aws:///${zone}/i-${hexId(index)}` },
    status: {
      addresses: [
        { type: 'InternalIP', address: nodeAddress(index) },
        { type: 'Hostname', address: name },
      ],
      capacity: resources,
      allocatable: resources,
    },
  };
}

/** With `maxGpus`, only models whose pods all fit into so many GPUs are served. */
export function modelServer(index, { maxGpus = Infinity } = {}) {
  const models = MODELS.filter(
    ({ gpus, replicas = 1 }) => gpus * replicas <= maxGpus,
  );
  const model = models[index % models.length];
  // Shifted each round: otherwise a model would always belong to one team.
  const round = Math.floor(index / models.length);
  const team = TEAMS[(index + round) % TEAMS.length];
  const servedName = model.id.split('/')[1].toLowerCase();
  const name = `${servedName.replaceAll('.', '-')}-${String(index).padStart(
    4,
    '0',
  )}`;
  const labels = {
    'app.kubernetes.io/name': 'vllm',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/version': VLLM_VERSION,
    'app.kubernetes.io/component': 'model-server',
    team,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: `team-${team}`,
      labels,
      annotations: ownershipAnnotations(index, servedName, team),
    },
    spec: {
      replicas: model.replicas ?? 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 1800,
      // A second copy needs GPUs of its own while it starts.
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      selector: { matchLabels: { 'app.kubernetes.io/instance': name } },
      template: {
        metadata: { labels },
        spec: podSpec(model, servedName),
      },
    },
  };
}

function nodeLabels({ name, zone, pool, isSpot }) {
  const [computeMajor, computeMinor] = pool.compute.split('.');
  return {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'node.kubernetes.io/instance-type': pool.instanceType,
    'topology.kubernetes.io/region': 'us-east-1',
    'topology.kubernetes.io/zone': zone,
    'karpenter.sh/capacity-type': isSpot ? 'spot' : 'on-demand',
    'karpenter.sh/nodepool': `gpu-${pool.name}`,
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.product': pool.product,
    'nvidia.com/gpu.count': String(GPUS_PER_NODE),
    'nvidia.com/gpu.replicas': '1',
    'nvidia.com/gpu.sharing-strategy': 'none',
    'nvidia.com/gpu.memory': String(pool.memoryMiB),
    'nvidia.com/gpu.family': pool.family,
    'nvidia.com/gpu.machine': pool.instanceType,
    'nvidia.com/gpu.compute.major': computeMajor,
    'nvidia.com/gpu.compute.minor': computeMinor,
    'nvidia.com/mig.capable': String(pool.migCapable),
    'nvidia.com/mig.strategy': 'single',
  };
}

/** One in seven servers tells nobody what it is, as in any real cluster. */
function ownershipAnnotations(index, servedName, team) {
  if (index % 7 === 4) return {};
  return {
    'inference-portal/model': `resource:default/${servedName}`,
    'inference-portal/version': String(1 + (index % 3)),
    'inference-portal/owner': `group:default/team-${team}`,
  };
}

function podSpec(model, servedName) {
  const gpus = String(model.gpus);
  return {
    terminationGracePeriodSeconds: 120,
    containers: [
      {
        name: 'vllm',
        image: `vllm/vllm-openai:${VLLM_VERSION}`,
        args: [
          `--model=${model.id}`,
          `--served-model-name=${servedName}`,
          `--tensor-parallel-size=${gpus}`,
          `--max-model-len=${model.maxModelLen}`,
          '--gpu-memory-utilization=0.92',
          '--port=8000',
          ...(model.flags ?? []),
        ],
        env: [
          { name: 'HF_HOME', value: '/models' },
          {
            name: 'HF_TOKEN',
            valueFrom: {
              secretKeyRef: {
                name: 'huggingface',
                key: 'token',
                optional: true,
              },
            },
          },
        ],
        ports: [{ name: 'http', containerPort: 8000 }],
        resources: {
          requests: {
            cpu: String(4 * model.gpus),
            memory: `${48 * model.gpus}Gi`,
          },
          limits: { memory: `${96 * model.gpus}Gi`, 'nvidia.com/gpu': gpus },
        },
        startupProbe: {
          httpGet: { path: '/health', port: 'http' },
          periodSeconds: 10,
          failureThreshold: 120,
        },
        readinessProbe: { httpGet: { path: '/health', port: 'http' } },
        livenessProbe: {
          httpGet: { path: '/health', port: 'http' },
          failureThreshold: 6,
        },
        volumeMounts: [
          { name: 'models', mountPath: '/models' },
          { name: 'shared-memory', mountPath: '/dev/shm' },
        ],
      },
    ],
    volumes: [
      { name: 'models', emptyDir: {} },
      {
        name: 'shared-memory',
        emptyDir: { medium: 'Memory', sizeLimit: '16Gi' },
      },
    ],
  };
}

function pickByShare(pools, index) {
  const whole = pools.reduce((sum, pool) => sum + pool.share, 0);
  let position = index % whole;
  for (const pool of pools) {
    if (position < pool.share) return pool;
    position -= pool.share;
  }
  throw new Error(`no pool holds position ${index}`);
}

function nodeAddress(index) {
  return `10.128.${Math.floor(index / 250)}.${1 + (index % 250)}`;
}

function hexId(index) {
  return (0x0f00000000000000n + BigInt(index)).toString(16).padStart(17, '0');
}
