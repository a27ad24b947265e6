import { catalogInfo } from './documents/catalogInfo';
import { exitPlan } from './documents/exitPlan';
import { kustomizations } from './documents/kustomization';
import { runbook } from './documents/runbook';
import { engineProcess } from './engines/engineProcess';
import { autoscaler } from './manifests/autoscaler';
import { configMap } from './manifests/configMap';
import { deployment } from './manifests/deployment';
import { httpRoute } from './manifests/httpRoute';
import { networkPolicy } from './manifests/networkPolicy';
import { podMonitor } from './manifests/podMonitor';
import { prometheusRule } from './manifests/prometheusRule';
import {
  disruptionBudget,
  modelCache,
  service,
  serviceAccount,
} from './manifests/surroundings';
import { warmUpJob } from './manifests/warmUpJob';
import type { RenderedFile } from './RenderedFile';
import type { DeploymentRequest } from './request/DeploymentRequest';
import { toServer } from './Server';
import { toYaml } from './toYaml';

/**
 * Renders a request that `parseDeploymentRequest` accepted: manifests in `base/`, an overlay for each region, the catalog entities, a
 * runbook and an exit plan. The same request always gives the same files.
 */
export function renderDeployment(
  request: DeploymentRequest,
): readonly RenderedFile[] {
  const server = toServer(request);
  const process = engineProcess(server);
  const workload = deployment(server, process);
  const manifests = [
    serviceAccount(server),
    configMap(server, process),
    modelCache(server),
    workload,
    service(server),
    disruptionBudget(server),
    networkPolicy(server),
    httpRoute(server),
    autoscaler(server),
    podMonitor(server, process),
    prometheusRule(server),
    warmUpJob(server),
  ].filter(manifest => manifest !== null);
  return [
    ...manifests.map(({ file, object }) => ({
      path: `base/${file}`,
      content: toYaml(object),
    })),
    ...kustomizations(server, workload, manifests),
    catalogInfo(server),
    runbook(server),
    exitPlan(server),
  ];
}
