import type {
  LineageEdge,
  LineageGraph,
  LineageNode,
} from '@inference-portal/plugin-inference-common';

const node = (
  id: string,
  kind: LineageNode['kind'],
  label: string,
  rest: Partial<LineageNode> = {},
): LineageNode => ({
  id,
  kind,
  label,
  detail: null,
  version: null,
  server: null,
  hidden: false,
  ...rest,
});

function version(
  name: string,
  number: string,
  detail: string,
  rest: Partial<NonNullable<LineageNode['version']>> = {},
): LineageNode {
  return node(
    `model:default/${name}@${number}`,
    'version',
    `${name} @ ${number}`,
    {
      detail,
      version: {
        namespace: 'default',
        name,
        version: number,
        state: 'active',
        license: 'Apache-2.0',
        pinned: true,
        aliases: [],
        ...rest,
      },
    },
  );
}

function server(id: string, name: string, owner: string | null): LineageNode {
  return node(`server:${id}`, 'server', name, {
    detail: 'eu-west / support',
    server: {
      id,
      cluster: 'eu-west',
      namespace: 'support',
      name,
      state: 'serving',
      owner,
    },
  });
}

/** Edge from what was made to what it was made from. */
export const edge = (
  from: string,
  relation: LineageEdge['relation'],
  to: string,
  note: string | null = null,
): LineageEdge => ({ from, to, relation, note });

/** From the public base over the versions of qwen3-32b and an adapter down to three servers. */
export function lineageGraph(): LineageGraph {
  const base = 'hf://Qwen/Qwen3-32B-Base';
  const production = 'model:default/qwen3-32b@2026-10-04';
  const candidate = 'model:default/qwen3-32b@2026-11-12-fp8';
  const retired = 'model:default/qwen3-32b@2026-07-01';
  const adapter = 'model:default/support-chat-lora@14';
  const secret = 'model:fraud/score@3';
  return {
    roots: [production, candidate, retired],
    nodes: [
      node(base, 'external-model', 'Qwen/Qwen3-32B-Base', {
        detail: 'Hugging Face',
      }),
      node(
        'dataset:support-tickets-2026q3',
        'dataset',
        'support-tickets-2026q3',
      ),
      node('run:ci/quantize/5512', 'run', 'ci/quantize/5512'),
      version('qwen3-32b', '2026-07-01', 'safetensors · bf16', {
        state: 'retired',
      }),
      version('qwen3-32b', '2026-10-04', 'safetensors · bf16', {
        aliases: ['production'],
      }),
      version('qwen3-32b', '2026-11-12-fp8', 'safetensors · fp8', {
        aliases: ['staging'],
        pinned: false,
      }),
      version('support-chat-lora', '14', 'safetensors · LoRA', {
        aliases: ['production'],
      }),
      node(secret, 'version', 'A version that you may not see', {
        hidden: true,
      }),
      server('c3f1a2', 'support-chat', 'group:default/support'),
      server('f3', 'support-chat-batch', 'group:default/support'),
      server('f4', 'ticket-triage', null),
    ],
    edges: [
      edge(retired, 'finetune', base),
      edge(production, 'finetune', base),
      edge(production, 'trained-on', 'dataset:support-tickets-2026q3'),
      edge(production, 'previous-version', retired),
      edge(candidate, 'quantized', production, 'llm-compressor'),
      edge(candidate, 'produced-by', 'run:ci/quantize/5512'),
      edge(adapter, 'adapter', production),
      edge(secret, 'distilled', production),
      edge('server:c3f1a2', 'runs', production),
      edge('server:f3', 'runs', production),
      edge('server:f4', 'runs', adapter),
    ],
    truncated: false,
    affectedServers: 3,
  };
}

/** One base with many descendants, as a public model has them. */
export function wideLineage(versions: number): LineageGraph {
  const base = 'hf://Qwen/Qwen3-0.6B';
  const made = Array.from({ length: versions }, (_, index) =>
    version('tickets', String(index + 1), 'safetensors'),
  );
  const servers = made
    .slice(0, 30)
    .map((_, index) =>
      server(`w${index}`, `tickets-${index}`, 'group:default/support'),
    );
  return {
    roots: [base],
    nodes: [
      node(base, 'external-model', 'Qwen/Qwen3-0.6B'),
      ...made,
      ...servers,
    ],
    edges: [
      ...made.map(({ id }) => edge(id, 'finetune', base)),
      ...servers.map((one, index) =>
        edge(one.id, 'runs', made[index]?.id ?? base),
      ),
    ],
    truncated: true,
    affectedServers: servers.length,
  };
}
