import type { Server } from '../Server';
import type { EngineProcess, Start } from './Process';
import { isWithin } from './versionOrder';

/** Versions whose processes find each other over nodes by themselves; those before need Ray, which the images held until 0.18. */
const FINDS_NODES = { since: '0.12', until: null };

/** Helper in the image, which starts Ray and waits until all nodes have joined. */
const RAY_HELPER =
  '/vllm-workspace/examples/online_serving/multi-node-serving.sh';
/** The same for every server: what is served comes as arguments, which the shell does not read. */
const RAY_LEADER = `bash ${RAY_HELPER} leader --ray_cluster_size="$LWS_GROUP_SIZE" && exec vllm serve "$@"`;
const RAY_WORKER = `exec bash ${RAY_HELPER} worker --ray_address="$LWS_LEADER_ADDRESS"`;

function byRay(args: readonly string[]): EngineProcess['group'] {
  return {
    leader: {
      command: ['bash', '-c', RAY_LEADER, 'vllm'],
      args: [...args, '--distributed-executor-backend=ray'],
      expandedArgs: [],
    },
    worker: {
      command: ['bash', '-c', RAY_WORKER, 'ray'],
      args: [],
      expandedArgs: [],
    },
  };
}

function byItself(
  args: readonly string[],
  nodes: number,
): EngineProcess['group'] {
  const leader: Start = {
    command: null,
    args: [...args, '--distributed-executor-backend=mp', `--nnodes=${nodes}`],
    expandedArgs: [
      '--node-rank=$(LWS_WORKER_INDEX)',
      '--master-addr=$(LWS_LEADER_ADDRESS)',
    ],
  };
  return {
    leader,
    worker: { ...leader, args: [...leader.args, '--headless'] },
  };
}

/** How the pods of a replica of vLLM start when it spans nodes, with the arguments that it has on one. */
export function vllmGroup(
  { nodes, request }: Server,
  args: readonly string[],
): EngineProcess['group'] {
  if (nodes === 1) {
    return null;
  }
  return isWithin(request.engine.version, FINDS_NODES)
    ? byItself(args, nodes)
    : byRay(args);
}
