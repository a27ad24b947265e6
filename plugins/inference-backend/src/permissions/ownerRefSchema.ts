import { z } from 'zod';
import { parseOwnerRef } from '../decide/ownerRef';

/** Reads the ref of a Group or User out of the configuration. */
export const ownerRefSchema = z.string().transform((text, context) => {
  const parsed = parseOwnerRef(text);
  if (parsed.status === 'invalid') {
    context.addIssue({ code: 'custom', message: parsed.problem });
    return z.NEVER;
  }
  return parsed.ref;
});
