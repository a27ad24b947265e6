import type { RollbackProposal } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { RollbackWorld } from './rollbackWorld';

function commandsOf(
  name: RollbackProposal['manager'],
  instance: string,
  { ref }: RollbackWorld,
): string[] {
  const [namespace = '', release = instance] = instance.includes('/')
    ? instance.split('/')
    : [ref.namespace, instance];
  switch (name) {
    case 'argo-cd':
      return [
        `argocd app history ${instance}`,
        'git revert <the commit that brought the present version>',
        `argocd app sync ${instance}`,
      ];
    case 'flux':
      return [
        'git revert <the commit that brought the present version>',
        `flux reconcile kustomization ${release} --namespace ${namespace} --with-source`,
      ];
    default:
      return [
        `helm history ${release} --namespace ${namespace}`,
        `helm rollback ${release} <revision> --namespace ${namespace}`,
      ];
  }
}

/** The change to make where the object is managed; null where nobody manages it. `patch` is to be redacted. */
export function proposeChange(
  world: RollbackWorld,
  patch: JsonObject,
): RollbackProposal | null {
  const { manager } = world;
  const { name } = manager;
  if (name === 'none' || name === 'operator') {
    return null;
  }
  const instance = manager.instance ?? 'an-unnamed-one';
  return {
    manager: name,
    instance: manager.instance,
    message:
      name === 'helm'
        ? 'The rollback of the portal lasts until the next upgrade of the release; this makes it last.'
        : 'Make this change in Git. The portal does not write it to the cluster, as the controller would take it back.',
    commands: commandsOf(name, instance, world),
    patch: JSON.stringify(patch, null, 2),
  };
}
