import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * kwok's own stages that every plane gets. The chaos ones sleep until an object
 * carries their label, such as `node-not-ready.stage.kwok.x-k8s.io: "true"`.
 */
export const DEFAULT_STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'node/chaos/node-not-ready.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
  'pod/chaos/pod-container-running-failed.yaml',
  'pod/chaos/pod-init-container-running-failed.yaml',
];

/**
 * One document stream of kwok's stages and those in `extra` (files or folders).
 * An extra stage replaces the default one of the same name.
 */
export function joinStages(stagesFolder, extra = []) {
  const byName = new Map();
  const files = [
    ...DEFAULT_STAGES.map(file => join(stagesFolder, file)),
    ...extra.flatMap(listYaml),
  ];
  for (const file of files) {
    for (const document of readDocuments(file)) {
      byName.set(stageName(document, file), document);
    }
  }
  return [...byName.values()].join('\n---\n');
}

function listYaml(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => join(path, name));
}

function readDocuments(file) {
  return readFileSync(file, 'utf8')
    .split(/^---$/m)
    .map(document => document.trim())
    .filter(document => /^kind: Stage$/m.test(document));
}

function stageName(document, file) {
  const name = /^metadata:\n(?: {2}.*\n)*? {2}name: (\S+)/m.exec(document)?.[1];
  if (!name) throw new Error(`${file} holds a stage without a name`);
  return name;
}
