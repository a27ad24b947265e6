import { catalogInfo } from './documents/catalogInfo';
import { exitPlan } from './documents/exitPlan';
import { kustomizations } from './documents/kustomization';
import { runbook } from './documents/runbook';
import { engineProcess } from './engines/engineProcess';
import type { EngineProcess } from './engines/Process';
import { autoscaler } from './manifests/autoscaler';
import { configMap } from './manifests/configMap';
import type { Manifest } from './manifests/Manifest';
import { httpRoute } from './manifests/httpRoute';
import { networkPolicy } from './manifests/networkPolicy';
import { podMonitor } from './manifests/podMonitor';
import { prometheusRule } from './manifests/prometheusRule';
import {
  canaryService,
  disruptionBudget,
  modelCache,
  service,
  serviceAccount,
} from './manifests/surroundings';
import { warmUpJob } from './manifests/warmUpJob';
import { workload } from './manifests/workload';
import type { RenderedFile } from './RenderedFile';
import type { DeploymentRequest } from './request/DeploymentRequest';
import { type Server, toServer } from './Server';
import { toYaml } from './toYaml';

/** Objects of a server; with KServe only what it does not make itself. */
function manifestsOf(
  server: Server,
  process: EngineProcess,
): readonly Manifest[] {
  const unlessKserve = (make: (of: Server) => Manifest | null) =>
    server.request.kind === 'llm-inference-service' ? null : make(server);
  return [
    serviceAccount(server),
    configMap(server, process),
    unlessKserve(modelCache),
    workload(server, process),
    unlessKserve(service),
    unlessKserve(canaryService),
    disruptionBudget(server),
    networkPolicy(server),
    unlessKserve(httpRoute),
    unlessKserve(autoscaler),
    unlessKserve(of => podMonitor(of, process)),
    prometheusRule(server),
    unlessKserve(warmUpJob),
  ].filter(manifest => manifest !== null);
}

/**
 * Renders a request that `parseDeploymentRequest` accepted: manifests in `base/`, an overlay for each region, the catalog entities, a
 * runbook and an exit plan. The same request always gives the same files.
 */
export function renderDeployment(
  request: DeploymentRequest,
): readonly RenderedFile[] {
  const server = toServer(request);
  const manifests = manifestsOf(server, engineProcess(server));
  return [
    ...manifests.map(({ file, object }) => ({
      path: `base/${file}`,
      content: toYaml(object),
    })),
    ...kustomizations(server, manifests),
    catalogInfo(server),
    runbook(server),
    exitPlan(server),
  ];
}
