import type { Config } from '@backstage/config';
import { z } from 'zod';
import { parseOwnerRef } from '../../decide/ownerRef';
import type { OwnershipRule } from '../../decide/ownershipRule';

const pattern = z.string().min(1);

const ruleSchema = z.strictObject({
  cluster: pattern.optional(),
  namespace: pattern.optional(),
  labels: z.record(z.string(), pattern).optional(),
  owner: z.string().superRefine((text, context) => {
    const parsed = parseOwnerRef(text);
    if (parsed.status === 'invalid') {
      context.addIssue({ code: 'custom', message: parsed.problem });
    }
  }),
});

const KEY = 'inference.ownership.rules';
const FIX =
  'Write {namespace: pattern, owner: group:default/name}; cluster and labels may stand beside namespace.';
/** Matches nothing, so that later rules keep the number under which a reason names them. */
const NEVER: OwnershipRule = {
  cluster: '',
  namespace: null,
  labels: {},
  owner: '',
};

/** Rules that could be read, and a sentence for each that could not. */
export interface OwnershipRules {
  readonly rules: readonly OwnershipRule[];
  readonly problems: readonly string[];
}

/** Reads `inference.ownership.rules`. A wrong rule matches nothing and is told; the others keep their place and work. */
export function readOwnershipRules(config: Config): OwnershipRules {
  const list: unknown = config.getOptional(KEY) ?? [];
  if (!Array.isArray(list)) {
    return { rules: [], problems: [`${KEY} must be a list. ${FIX}`] };
  }
  const problems: string[] = [];
  const rules = list.map((raw: unknown, index): OwnershipRule => {
    const parsed = ruleSchema.safeParse(raw);
    if (!parsed.success) {
      const words = parsed.error.issues.map(issue =>
        [
          [`${KEY}[${index}]`, ...issue.path.map(String)].join('.'),
          issue.message,
        ].join(': '),
      );
      problems.push(`${words.join('; ')}. The rule is left out. ${FIX}`);
      return NEVER;
    }
    const { cluster, namespace, labels, owner } = parsed.data;
    return {
      cluster: cluster ?? null,
      namespace: namespace ?? null,
      labels: labels ?? {},
      owner,
    };
  });
  return { rules, problems };
}
