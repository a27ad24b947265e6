import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `inference:rollback`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Show what going back to the last good revision would do; nothing is changed.',
    example: stringify({
      steps: [
        {
          id: 'plan',
          action: 'inference:rollback',
          name: 'Plan the rollback',
          input: { server: '${{ parameters.server }}' },
        },
      ],
    }),
  },
  {
    description:
      'Do the plan that somebody read before, named by its hash, and wait until the server is healthy.',
    example: stringify({
      steps: [
        {
          id: 'rollback',
          action: 'inference:rollback',
          name: 'Roll back',
          input: {
            server: '${{ parameters.server }}',
            planHash: '${{ parameters.planHash }}',
            reason: '${{ parameters.reason }}',
            autoUndo: true,
          },
        },
      ],
    }),
  },
  {
    description:
      'Plan and do in one template, to a revision that was chosen in the form, without waiting.',
    example: stringify({
      steps: [
        {
          id: 'plan',
          action: 'inference:rollback',
          name: 'Plan the rollback',
          input: {
            server: '${{ parameters.server }}',
            revisionId: '${{ parameters.revision }}',
          },
        },
        {
          id: 'rollback',
          action: 'inference:rollback',
          name: 'Roll back',
          input: {
            server: '${{ parameters.server }}',
            revisionId: '${{ parameters.revision }}',
            planHash: '${{ steps.plan.output.planHash }}',
            reason: '${{ parameters.reason }}',
            wait: false,
          },
        },
      ],
    }),
  },
];
