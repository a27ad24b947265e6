import { createHash } from 'node:crypto';
import {
  unsafeUniformIntDistribution,
  xoroshiro128plus,
  type RandomGenerator,
} from 'pure-rand';

/** Letters of generated names: no vowels and nothing that looks alike, as in Kubernetes. */
const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Chance that is the same for the same seed. */
export class Random {
  private readonly generator: RandomGenerator;

  constructor(name: string, seed: number) {
    const digest = createHash('sha256').update(`${name}\n${seed}`).digest();
    this.generator = xoroshiro128plus(digest.readInt32LE(0));
  }

  /** A whole number in `[0, below)`. */
  integer(below: number): number {
    return unsafeUniformIntDistribution(0, below - 1, this.generator);
  }

  /** The five letters behind a generated name. */
  suffix(): string {
    let text = '';
    for (let i = 0; i < 5; i++) {
      text += NAME_LETTERS[this.integer(NAME_LETTERS.length)];
    }
    return text;
  }

  /** A UUID of version 4. */
  uid(): string {
    const hex = Array.from({ length: 32 }, () =>
      this.integer(16).toString(16),
    ).join('');
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${'89ab'[this.integer(4)]}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join('-');
  }
}

/** The `pod-template-hash` of a template: ten letters that change with its content. */
export function templateHash(template: unknown, salt = ''): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(template) + salt)
    .digest();
  return Array.from(
    digest.subarray(0, 10),
    byte => NAME_LETTERS[byte % NAME_LETTERS.length],
  ).join('');
}
