import type { Config } from '@backstage/config';
import { z } from 'zod';
import { accessSchema, readRules } from '../accessSchema';

const KEY = 'inference.changes';

const schema = z.strictObject({ access: accessSchema });

/** Who may change servers beside what the permission framework says. */
export interface ChangeRules {
  /** True: people change servers that they or their groups own. Services need the permission only. */
  readonly ownersOnly: boolean;
  /** Entity refs of Groups and Users that change every server. */
  readonly admins: readonly string[];
}

/** Reads `inference.changes`. Throws `InputError` that names the key: a rule with a typing mistake must not be taken for none. */
export function readChangeRules(config: Config): ChangeRules {
  return readRules(config, {
    key: KEY,
    schema,
    hint: 'Write access: {ownersOnly: true, admins: [group:default/name]}',
  }).access;
}
