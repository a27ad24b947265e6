import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ownerRefSchema } from './ownerRefSchema';

/** Who may write beside what the permission framework says: owners only unless told, and some who may for everything. */
export const accessSchema = z
  .strictObject({
    ownersOnly: z.boolean().default(true),
    admins: z.array(ownerRefSchema).default([]),
  })
  .prefault({});

/** Reads rules under `key`. Throws `InputError` that names the key of each problem, and `hint`, which shows how to write them. */
export function readRules<Schema extends z.ZodType>(
  config: Config,
  options: {
    readonly key: string;
    readonly schema: Schema;
    readonly hint: string;
  },
): z.output<Schema> {
  const { key, schema, hint } = options;
  const parsed = schema.safeParse(config.getOptional(key) ?? {});
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) =>
      [[key, ...path.map(String)].join('.'), message].join(': '),
    );
    throw new InputError(`${words.join('; ')}. ${hint}`);
  }
  return parsed.data;
}
