import { InputError } from '@backstage/errors';
import { parseOwnerRef } from '../decide/ownerRef';

/** Value of `?owner=` that stands for servers without an owner. */
const NO_OWNER = 'none';

/** An owner of a query; null stands for who owns nothing. Throws `InputError` that names the field. */
export function readOwner(text: string): string | null {
  if (text === NO_OWNER) {
    return null;
  }
  const parsed = parseOwnerRef(text);
  if (parsed.status === 'invalid') {
    throw new InputError(`owner: ${parsed.problem}`);
  }
  return parsed.ref;
}
