/** 32-bit hash of a list of parts (FNV-1a with an avalanche step); the only source of chance in the demo. */
export function hash32(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : `#${part}`;
    for (let i = 0; i < text.length; i += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return avalanche(hash);
}

/** Mixes the bits of a 32-bit number (murmur3's finaliser). Cheap enough for one call per sample. */
export function avalanche(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that follows from the parts. */
export function uniform(...parts: readonly (string | number)[]): number {
  return hash32(...parts) / 0x1_0000_0000;
}

/** A number in [0, 1) that follows from a hash and a counter, for long sequences. */
export function uniformAt(hash: number, index: number): number {
  return avalanche(hash ^ Math.imul(index + 1, 0x9e3779b1)) / 0x1_0000_0000;
}

/** A version 4 shaped uid that follows from the parts. */
export function uidOf(...parts: readonly (string | number)[]): string {
  const words = [0, 1, 2, 3].map(word =>
    hash32(...parts, 'uid', word)
      .toString(16)
      .padStart(8, '0'),
  );
  const hex = words.join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A lower-case hexadecimal text of `length` characters. */
export function hexOf(
  length: number,
  ...parts: readonly (string | number)[]
): string {
  let text = '';
  for (let block = 0; text.length < length; block += 1) {
    text += hash32(...parts, 'hex', block)
      .toString(16)
      .padStart(8, '0');
  }
  return text.slice(0, length);
}

/** Characters that Kubernetes uses for generated names: no vowels, no look-alikes. */
const NAME_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as Kubernetes generates it, such as `x7k2p`. */
export function suffixOf(
  length: number,
  ...parts: readonly (string | number)[]
): string {
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text +=
      NAME_CHARACTERS[hash32(...parts, 'name', i) % NAME_CHARACTERS.length];
  }
  return text;
}
