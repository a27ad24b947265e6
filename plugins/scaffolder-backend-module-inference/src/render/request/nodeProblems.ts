import type { DeploymentRequest } from './DeploymentRequest';

/** GPUs of the largest nodes that are sold. */
const MOST_GPUS_OF_NODE = 8;

function kindProblems({ engine, gpu, kind }: DeploymentRequest) {
  if (kind !== 'leader-worker-set') {
    return gpu.nodes === 1
      ? []
      : [
          `kind: a replica of ${kind} is one pod on one node, and gpu.nodes is ${gpu.nodes}; set kind to leader-worker-set`,
        ];
  }
  return [
    ...(gpu.nodes === 1
      ? [
          'kind: leader-worker-set is for replicas that span nodes; set gpu.nodes to 2 or more, or kind to deployment',
        ]
      : []),
    // Its server starts on several nodes below an MPI launcher only, which needs a host file and keys of SSH that pods here have not.
    ...(engine.name === 'tensorrt-llm'
      ? [
          'kind: TensorRT-LLM spans nodes by an MPI launcher only, which is not rendered; take vllm, or GPUs of one node',
        ]
      : []),
  ];
}

/** Why the GPUs of a replica cannot lie on the nodes that were asked for. */
export function nodeProblems(request: DeploymentRequest): readonly string[] {
  const { tensorParallel, pipelineParallel, nodes } = request.gpu;
  const count = tensorParallel * pipelineParallel;
  const each = count / nodes;
  const problems: string[] = [...kindProblems(request)];
  if (!Number.isInteger(each)) {
    problems.push(
      `gpu.nodes: ${count} GPUs cannot be spread evenly over ${nodes} nodes`,
    );
  } else if (each > MOST_GPUS_OF_NODE) {
    problems.push(
      `gpu.tensorParallel: ${tensorParallel} x gpu.pipelineParallel ${pipelineParallel} is ${count} GPUs${
        nodes === 1 ? '' : `, ${each} on each of gpu.nodes ${nodes}`
      }, and one node has at most ${MOST_GPUS_OF_NODE}; take more nodes (gpu.nodes, kind leader-worker-set)`,
    );
  }
  return problems;
}
