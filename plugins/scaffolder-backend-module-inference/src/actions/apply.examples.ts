import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `inference:apply`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Apply what was rendered to the namespace that was chosen in the form.',
    example: stringify({
      steps: [
        {
          id: 'apply',
          action: 'inference:apply',
          name: 'Apply the server',
          input: {
            cluster: '${{ parameters.target.cluster }}',
            namespace: '${{ parameters.target.namespace }}',
            owner: '${{ parameters.owner }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Only try it, in the second region, out of another folder.',
    example: stringify({
      steps: [
        {
          id: 'try',
          action: 'inference:apply',
          name: 'Try the second region',
          input: {
            cluster: 'us-east',
            namespace: 'support',
            owner: 'group:default/support',
            targetPath: 'servers/support-chat',
            dryRun: true,
          },
        },
      ],
    }),
  },
];
