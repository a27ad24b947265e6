import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of `inference:register-version`. */
export const examples: TemplateExample[] = [
  {
    description: 'Register a version of a model that is registered already.',
    example: stringify({
      steps: [
        {
          id: 'register',
          action: 'inference:register-version',
          name: 'Register the version',
          input: {
            model: 'default/support-chat',
            version: '2026-11-20',
            source:
              'hf://acme/support-chat@3f1c2a9d0b5e4f6a7c8d9e0f1a2b3c4d5e6f7a8b',
            license: 'Apache-2.0',
            lineage: [{ relation: 'finetune', to: 'hf://Qwen/Qwen3-32B' }],
          },
        },
      ],
    }),
  },
  {
    description:
      'Register a new model for the team that was chosen in the form, with its first version and the results of its evaluation.',
    example: stringify({
      steps: [
        {
          id: 'register',
          action: 'inference:register-version',
          name: 'Register model and version',
          input: {
            model: '${{ parameters.name }}',
            owner: '${{ parameters.owner }}',
            version: '1.0.0',
            source: 's3://models/${{ parameters.name }}/1.0.0',
            format: 'safetensors',
            metrics: [
              { name: 'accuracy', value: 0.91, dataset: 'tickets-2026' },
            ],
          },
        },
      ],
    }),
  },
];
