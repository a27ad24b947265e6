import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `inference:wait-ready`. */
export const examples: TemplateExample[] = [
  {
    description: 'Wait for the server that was applied in the step before.',
    example: stringify({
      steps: [
        {
          id: 'wait',
          action: 'inference:wait-ready',
          name: 'Wait until it is healthy',
          input: {
            cluster: 'eu-west',
            namespace: 'support',
            name: 'support-chat',
            after: '${{ steps.apply.output.appliedAt }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Give a large model two hours.',
    example: stringify({
      steps: [
        {
          id: 'wait',
          action: 'inference:wait-ready',
          name: 'Wait until it is healthy',
          input: {
            cluster: 'eu-west',
            namespace: 'research',
            name: 'deepseek-v3',
            timeoutMinutes: 120,
          },
        },
      ],
    }),
  },
];
