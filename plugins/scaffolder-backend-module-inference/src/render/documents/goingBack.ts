import type { DeploymentRequest } from '../request/DeploymentRequest';
import type { Server } from '../Server';

type Canary<K> = Extract<DeploymentRequest['canary'], { kind: K }>;

const IN_GIT =
  'Revert the commit that changed `base/`, or press *Roll back* in the portal.';

function byRoute({ stableService, route, steps }: Canary<'httproute'>): string {
  return `1. Name \`canary-0\` in the overlay: all requests go to \`${stableService}\` within seconds, and no pod starts.
2. Keep the server until it is known what was wrong; then retire it in the portal.

The route \`${route}\` is part of these manifests now: take it out of those of the version before.
The next step of the canary is the next name in the overlay: ${steps
    .map(step => `\`canary-${step}\``)
    .join(', ')}. Wait a day at the first.`;
}

function byRollout(
  { by, pauseMinutes, steps }: Canary<'rollout'>,
  { name, namespace }: DeploymentRequest,
): string {
  const shares = steps.filter(step => step < 100).map(step => `${step} %`);
  return `1. While there are two versions: \`kubectl argo rollouts -n ${namespace} abort ${name}\`. All requests go to the version before${
    by === 'httproute'
      ? ' within seconds, and no pod starts'
      : ' as its replicas come back'
  }.
2. ${IN_GIT} Argo Rollouts would try the same version again otherwise.

A new version gets ${shares.join(', ')}, then all of the requests, and ${
    pauseMinutes === null
      ? `waits after each step for a person: \`kubectl argo rollouts -n ${namespace} promote ${name}\`. Wait a day at the first.`
      : `goes on by itself ${pauseMinutes} minutes after each step.`
  } The very first version gets all of them at once.`;
}

function byGroup(
  { stableServer, stableWeight, steps }: Canary<'kserve'>,
  { namespace }: DeploymentRequest,
): string {
  const weigh = (weight: number) =>
    `\`kubectl -n ${namespace} patch llminferenceservice ${stableServer} --type merge -p '{"spec":{"router":{"route":{"weight":${weight}}}}}'\``;
  return `1. Name \`canary-0\` in the overlay: KServe gives all requests to \`${stableServer}\` within seconds, and no pod starts. Was its weight set to 0 already, give it back first: ${weigh(
    stableWeight,
  )}
2. Keep the server until it is known what was wrong; then retire it in the portal.

The next step of the canary is the next name in the overlay: ${steps
    .map(step => `\`canary-${step}\``)
    .join(
      ', ',
    )}. Wait a day at the first. After the last, all requests come when \`${stableServer}\` has the weight 0, in its own manifests or by ${weigh(
    0,
  )}
KServe leaves a server out until it is ready, so a canary that does not start gets no requests.`;
}

/** How to go back, as steps of a person on call. */
export function goingBack({ request, workload }: Server): string {
  const { canary, name, namespace } = request;
  switch (canary.kind) {
    case 'httproute':
      return byRoute(canary);
    case 'rollout':
      return byRollout(canary, request);
    case 'kserve':
      return byGroup(canary, request);
    default:
      return `1. ${IN_GIT}
2. ${
        workload.kind === 'Deployment'
          ? `Where nothing but people applies manifests: \`kubectl -n ${namespace} rollout undo deployment/${name}\`.`
          : 'The cluster remembers no version before: there is nothing to undo but by Git or the portal.'
      }`;
  }
}
