import type { EngineProcess } from '../engines/Process';
import type { Server } from '../Server';
import { shortHash } from '../names';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { warmUpFiles } from './warmUp';

/** Files of the server, and a hash of them: pods that carry it are replaced when a file changes. */
export function configFiles(
  server: Server,
  process: EngineProcess,
): {
  readonly files: { readonly [name: string]: string };
  readonly hash: string;
} | null {
  const files = { ...process.files, ...warmUpFiles(server) };
  return Object.keys(files).length === 0
    ? null
    : { files, hash: shortHash(JSON.stringify(files), 16) };
}

/** ConfigMap of the server; null when it has no files. */
export function configMap(
  server: Server,
  process: EngineProcess,
): Manifest | null {
  const config = configFiles(server, process);
  return config === null
    ? null
    : {
        file: 'configmap.yaml',
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: metadata(server),
          data: config.files,
        },
      };
}
