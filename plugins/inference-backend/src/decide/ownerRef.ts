/** An owner as somebody wrote it, understood or not. */
export type ParsedOwner =
  | { readonly status: 'valid'; readonly ref: string }
  | { readonly status: 'invalid'; readonly problem: string };

/** Catalog names: 1 to 63 characters, letters and digits with `-`, `_`, `.` in between. */
const NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;
const OWNER_KINDS = new Set(['group', 'user']);

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function invalid(text: string, why: string): ParsedOwner {
  return {
    status: 'invalid',
    problem: `"${shorten(text)}" is not an owner: ${why}`,
  };
}

const MAX_REF_LENGTH = 3 * 63 + 2;

/**
 * Understands `search`, `group:search`, `user:default/ada` … as an entity ref in lower case.
 * The kind defaults to `group`, the namespace to `defaultNamespace`.
 */
export function parseOwnerRef(
  text: string,
  defaultNamespace = 'default',
): ParsedOwner {
  const trimmed = text.trim();
  if (trimmed === '') {
    return invalid(text, 'it is empty');
  }
  // Kind, namespace and name of at most 63 characters each: anything longer is no ref, and a pattern over megabytes overflows the stack.
  if (trimmed.length > MAX_REF_LENGTH) {
    return invalid(text, 'it is too long, write it as group:default/name');
  }
  const match = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/.exec(
    trimmed.toLowerCase(),
  );
  if (!match) {
    return invalid(text, 'write it as group:default/name');
  }
  const [, kind = 'group', namespace = defaultNamespace, name = ''] = match;
  if (!OWNER_KINDS.has(kind)) {
    return invalid(
      text,
      `a ${shorten(kind)} owns nothing, name a group or user`,
    );
  }
  if (!NAME.test(namespace) || !NAME.test(name)) {
    return invalid(
      text,
      'names have 1 to 63 letters, digits, "-", "_" or "." and start and end with a letter or digit',
    );
  }
  return { status: 'valid', ref: `${kind}:${namespace}/${name}` };
}
