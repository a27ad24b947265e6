import type {
  AliasMove,
  RegistrationProposal,
  RegistryConflict,
} from '@inference-portal/plugin-inference-common';
import { daysAgo } from './models';

/** Every move of the aliases of qwen3-32b, newest first. */
export function aliasMoves(): AliasMove[] {
  return [
    {
      alias: 'staging',
      from: '2026-10-04',
      to: '2026-11-12-fp8',
      at: daysAgo(9),
      by: 'service:ci',
      approvedBy: null,
      reason: null,
    },
    {
      alias: 'production',
      from: '2026-07-01',
      to: '2026-10-04',
      at: daysAgo(46),
      by: 'user:default/jonas.weber',
      approvedBy: 'user:default/mira.lindqvist',
      reason: 'French answers are right again.',
    },
    {
      alias: 'production',
      from: null,
      to: '2026-07-01',
      at: daysAgo(140),
      by: 'user:default/jonas.weber',
      approvedBy: 'user:default/mira.lindqvist',
      reason: null,
    },
  ];
}

/** A fact that Hugging Face reports differently since it was imported. */
export function conflicts(): RegistryConflict[] {
  return [
    {
      source: 'hub',
      model: { namespace: 'default', name: 'qwen3-32b' },
      version: '2026-10-04',
      field: 'license',
      recorded: 'Apache-2.0',
      found: 'LicenseRef-qwen-research',
      firstSeenAt: daysAgo(2),
      lastSeenAt: daysAgo(0.1),
    },
  ];
}

/** What would be registered from a server that runs Mistral Small. */
export function proposal(): RegistrationProposal {
  return {
    namespace: 'default',
    name: 'mistral-small-3.2-24b-instruct-2506',
    version: 'cb3b1a1',
    owner: 'group:default/developer-tools',
    source: 'hf://mistralai/Mistral-Small-3.2-24B-Instruct-2506@cb3b1a1',
    pinned: true,
    evidence: [
      {
        value: 'mistralai/Mistral-Small-3.2-24B-Instruct-2506',
        source: 'args --model',
      },
      { value: 'cb3b1a1', source: 'args --revision' },
      {
        value: 'group:default/developer-tools',
        source: 'label on the namespace',
      },
    ],
    modelExists: false,
    blocked: null,
  };
}
