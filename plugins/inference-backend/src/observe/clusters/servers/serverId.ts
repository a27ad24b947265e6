import { createHash } from 'node:crypto';
import type { ServerKey } from '../../../types';

/** Id of a server: stable when its object is deleted and made again under the same name. */
export function serverId(key: ServerKey): string {
  const identity = [key.cluster, key.group, key.kind, key.namespace, key.name];
  return `ms${createHash('sha256')
    .update(JSON.stringify(identity))
    .digest('hex')
    .slice(0, 20)}`;
}
