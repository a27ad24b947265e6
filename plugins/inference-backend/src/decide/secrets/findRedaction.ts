import type { Json } from '@inference-portal/plugin-inference-node';
import { REDACTED } from './redactText';

/** Also what stands for a text that was too long to be kept. */
const OMITTED = /\[\d+(?:\.\d+)? (?:KiB|MiB) omitted, sha256 [0-9a-f]{64}\]/;

/** Where a value stands that is not the original one, such as `spec.env[0].value`; null when everything is as it was. */
export function findRedaction(value: Json, path: string = ''): string | null {
  if (typeof value === 'string') {
    return value.includes(REDACTED) || OMITTED.test(value) ? path : null;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const entries: [string, Json][] = Array.isArray(value)
    ? value.map((item, index) => [`${path}[${index}]`, item])
    : Object.entries(value).map(([name, field]) => [
        path === '' ? name : `${path}.${name}`,
        field,
      ]);
  for (const [place, inner] of entries) {
    const found = findRedaction(inner, place);
    if (found !== null) {
      return found;
    }
  }
  return null;
}
