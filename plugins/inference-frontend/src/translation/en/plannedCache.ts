/** What pages say of the KV cache that was planned and the one that there is. */
export const plannedCacheMessages = {
  plannedCache: {
    title: 'KV cache: planned and actual',
    what: 'the plan of the server',
    planned: 'Planned',
    actual: 'Reported by the engine',
    difference: 'Difference',
    tokens: '{{tokens}} tokens for each replica',
    reported: '{{blocks}} blocks of {{blockSize}} tokens, {{metric}}',
    noDifference: 'One of the two is not known.',
  },
} as const;
