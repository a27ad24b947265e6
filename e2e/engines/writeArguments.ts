// Prints what every rendered vLLM is started with, by version, as JSON: {"0.30.0": [["Qwen/Qwen3-32B", "--port=8000", ...], ...]}.
import { everyPair } from '../../plugins/scaffolder-backend-module-inference/src/render/__testUtils__/everyPair';
import { engineProcess } from '../../plugins/scaffolder-backend-module-inference/src/render/engines/engineProcess';
import { kserveArguments } from '../../plugins/scaffolder-backend-module-inference/src/render/engines/kserveSettings';
import type { DeploymentRequest } from '../../plugins/scaffolder-backend-module-inference/src/render/request/DeploymentRequest';
import { parseDeploymentRequest } from '../../plugins/scaffolder-backend-module-inference/src/render/request/parseDeploymentRequest';
import { toServer } from '../../plugins/scaffolder-backend-module-inference/src/render/Server';

/** Where KServe's template says that the weights are. */
const KSERVE_MODEL = '/mnt/models';
/** What Kubernetes writes in their place when a pod of a group starts. */
const EXPANDED: Readonly<Record<string, string>> = {
  '$(LWS_WORKER_INDEX)': '1',
  '$(LWS_LEADER_ADDRESS)': '10.0.0.1',
};

function startsOf(request: DeploymentRequest): string[][] {
  if (request.kind === 'llm-inference-service') {
    return [[KSERVE_MODEL, ...kserveArguments(request).split(' ')]];
  }
  const { group, ...alone } = engineProcess(toServer(request));
  const starts = group === null ? [alone] : [group.leader, group.worker];
  return (
    starts
      // A worker of Ray is not started by `vllm serve`.
      .filter(({ args }) => args.length > 0)
      .map(({ args, expandedArgs }) =>
        [...args, ...expandedArgs].map(text =>
          Object.entries(EXPANDED).reduce(
            (whole, [name, value]) => whole.replace(name, value),
            text,
          ),
        ),
      )
  );
}

const byVersion = new Map<string, Set<string>>();
for (const made of everyPair().made) {
  const request = parseDeploymentRequest(made);
  const { name, version } = request.engine;
  if (name === 'vllm') {
    const known = byVersion.get(version) ?? new Set();
    byVersion.set(version, known);
    startsOf(request).forEach(args => known.add(JSON.stringify(args)));
  }
}
console.log(
  JSON.stringify(
    Object.fromEntries(
      [...byVersion].map(([version, known]) => [
        version,
        [...known].map(text => JSON.parse(text)),
      ]),
    ),
  ),
);
