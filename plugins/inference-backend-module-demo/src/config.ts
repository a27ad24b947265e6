import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';

const port = z
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be 0 (any free port) or more')
  .max(65_535, 'must be at most 65535');

function portSection(defaultPort: number) {
  return z
    .strictObject({ port: port.default(defaultPort) })
    .default({ port: defaultPort });
}

const schema = z.strictObject({
  enabled: z.boolean('must be true or false').default(true),
  seed: z.number('must be a number').int('must be a whole number').default(7),
  live: z.boolean('must be true or false').default(true),
  clusters: z
    .strictObject({
      'demo-eu-west': portSection(7341),
      'demo-us-east': portSection(7342),
    })
    .default({
      'demo-eu-west': { port: 7341 },
      'demo-us-east': { port: 7342 },
    }),
  prometheus: portSection(7343),
});

/** Settings of the demo fleet, with defaults filled in. */
export type DemoConfig = z.infer<typeof schema>;

/** Key of the settings. */
export const DEMO_CONFIG_KEY = 'inference.demo';

/**
 * Reads `inference.demo`. Undefined when the section is missing or says `enabled: false`: there is no demo then.
 *
 * @throws InputError that names the key and what to write there.
 */
export function readDemoConfig(config: Config): DemoConfig | undefined {
  const section: unknown = config.getOptional(DEMO_CONFIG_KEY);
  if (section === undefined) return undefined;
  const parsed = schema.safeParse(section);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = [DEMO_CONFIG_KEY, ...(issue?.path ?? [])].join('.');
    const what =
      issue?.code === 'unrecognized_keys'
        ? `has unknown keys: ${issue.keys.join(', ')}; remove them`
        : issue?.message ?? 'is invalid';
    throw new InputError(`Invalid configuration: ${key} ${what}`);
  }
  return parsed.data.enabled ? parsed.data : undefined;
}
