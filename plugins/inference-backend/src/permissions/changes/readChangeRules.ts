import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ownerRefSchema } from '../ownerRefSchema';

const KEY = 'inference.changes';

const schema = z.strictObject({
  access: z
    .strictObject({
      ownersOnly: z.boolean().default(true),
      admins: z.array(ownerRefSchema).default([]),
    })
    .prefault({}),
});

/** Who may change servers beside what the permission framework says. */
export interface ChangeRules {
  /** True: people change servers that they or their groups own. Services need the permission only. */
  readonly ownersOnly: boolean;
  /** Entity refs of Groups and Users that change every server. */
  readonly admins: readonly string[];
}

/** Reads `inference.changes`. Throws `InputError` that names the key: a rule with a typing mistake must not be taken for none. */
export function readChangeRules(config: Config): ChangeRules {
  const parsed = schema.safeParse(config.getOptional(KEY) ?? {});
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) =>
      [[KEY, ...path.map(String)].join('.'), message].join(': '),
    );
    throw new InputError(
      `${words.join(
        '; ',
      )}. Write access: {ownersOnly: true, admins: [group:default/name]}`,
    );
  }
  return parsed.data.access;
}
