import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { accessSchema, readRules } from '../accessSchema';
import { ownerRefSchema } from '../ownerRefSchema';
import type { RegistryRules } from './RegistryRules';

const KEY = 'inference.registry';

const schema = z.strictObject({
  access: accessSchema,
  protectedAliases: z
    .array(
      z.strictObject({
        alias: z
          .string()
          .regex(
            /^[a-z][a-z0-9._-]{0,62}$/,
            'an alias starts with a lower-case letter, up to 63 of a-z, 0-9, ".", "_" and "-"',
          ),
        approvers: ownerRefSchema.optional(),
      }),
    )
    .default([]),
});

/**
 * Reads `inference.registry`. Throws `InputError` that names the key: a protection with a typing mistake must not be taken for none, so the
 * plugin does not start.
 */
export function readRegistryRules(config: Config): RegistryRules {
  const { access, protectedAliases } = readRules(config, {
    key: KEY,
    schema,
    hint: 'Write access: {ownersOnly, admins: [group:default/name]} and protectedAliases: [{alias: production, approvers: group:default/name}]',
  });
  const names = protectedAliases.map(({ alias }) => alias);
  const twice = names.find((alias, index) => names.indexOf(alias) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `${KEY}.protectedAliases: ${twice} is there twice, name one group of approvers for it`,
    );
  }
  return {
    ...access,
    protectedAliases: protectedAliases.map(({ alias, approvers }) => ({
      alias,
      approvers: approvers ?? null,
    })),
  };
}
