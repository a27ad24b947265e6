import { createHash } from 'node:crypto';

/** Addresses that follow from names, so that they need no bookkeeping. */
export class PodNetwork {
  /** An address in 10.128.0.0/9. */
  podIp(uid: string): string {
    const [a = 0, b = 0, c = 0] = digest(uid);
    return `10.${128 + (a % 128)}.${b}.${1 + (c % 254)}`;
  }

  /** An address in 10.0.0.0/16. */
  hostIp(node: string): string {
    const [a = 0, b = 0] = digest(node);
    return `10.0.${a}.${1 + (b % 254)}`;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
