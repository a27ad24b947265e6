/** Was Seiten über den geplanten und den vorhandenen KV-Cache sagen. */
export const germanPlannedCache = {
  'plannedCache.title': 'KV-Cache: geplant und tatsächlich',
  'plannedCache.what': 'den Plan des Servers',
  'plannedCache.planned': 'Geplant',
  'plannedCache.actual': 'Vom Server gemeldet',
  'plannedCache.difference': 'Abweichung',
  'plannedCache.tokens': '{{tokens}} Tokens je Replik',
  'plannedCache.reported':
    '{{blocks}} Blöcke zu {{blockSize}} Tokens, {{metric}}',
  'plannedCache.noDifference': 'Eines von beiden ist nicht bekannt.',
} as const;
