import type { RemediationProposal } from '@inference-portal/plugin-inference-common';
import { stringify } from 'yaml';
import { describeStep } from './describeStep';
import type { RemediationStep } from './remediationPlan';
import type { ScaleTarget } from './scalableWorld';

function documentOf(step: RemediationStep): string {
  const { group, version, kind, namespace, name } = step.ref;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const { metadata, ...rest } = step.patch;
  const fields =
    typeof metadata === 'object' && !Array.isArray(metadata) ? metadata : {};
  const notes = describeStep(step).changes.map(
    ({ field, before }) => `# ${field} was ${before ?? 'absent'}`,
  );
  return [
    ...notes,
    stringify({
      apiVersion,
      kind,
      metadata: { name, namespace, ...fields },
      ...rest,
    }),
  ].join('\n');
}

/** The change to make in Git; null where no GitOps controller manages the object. */
export function proposeRemediation(
  { manager, ref }: ScaleTarget,
  steps: readonly RemediationStep[],
): RemediationProposal | null {
  const { name, instance } = manager;
  if ((name !== 'argo-cd' && name !== 'flux') || steps.length === 0) {
    return null;
  }
  const [namespace, release] = instance?.includes('/')
    ? instance.split('/')
    : [ref.namespace, instance ?? 'an-unnamed-one'];
  return {
    manager: name,
    instance,
    message:
      'Set these fields in Git. The portal does not write them to the cluster, as the controller would take them back. To bring the server back, revert the change there.',
    commands:
      name === 'argo-cd'
        ? [
            `argocd app diff ${instance ?? release}`,
            `argocd app sync ${instance ?? release}`,
          ]
        : [
            `flux reconcile kustomization ${release} --namespace ${namespace} --with-source`,
          ],
    patch: steps.map(documentOf).join('---\n'),
  };
}
