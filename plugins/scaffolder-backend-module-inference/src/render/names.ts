import { createHash } from 'node:crypto';

/** First digits of the SHA-256 of a text: tells two contents apart where there is no room for them. */
export function shortHash(text: string, digits = 8): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** Label values have 63 characters; the slug leaves room for `-` and a hash. */
const LONGEST_SLUG = 54;

/**
 * A text as the value of a label. What is no legal value already (ids of the hub have a `/`) becomes a slug and a hash, so that two
 * texts never share one.
 */
export function toLabelValue(text: string): string {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(text)) {
    return text;
  }
  const slug = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^[._-]+|[._-]+$/g, '');
  return slug === '' ? shortHash(text) : `${slug}-${shortHash(text)}`;
}

/**
 * Escapes a text for `command`, `args` and `env`: Kubernetes replaces `$(NAME)` there by a variable of the container, which may be a
 * token, and reads `$$` as `$`.
 */
export function withoutExpansion(text: string): string {
  return text.replaceAll('$', '$$$$');
}
