import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { DEFAULT_STAGES, joinStages } from './stages.mjs';

function stage(name, delay = 0) {
  return `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  name: ${name}
spec:
  delay:
    durationMilliseconds: ${delay}
`;
}

function newStagesFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'stages-'));
  for (const file of DEFAULT_STAGES) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, stage(file.match(/([^/]+)\.yaml$/)[1]));
  }
  return folder;
}

test('an extra stage stands beside the default ones', () => {
  const folder = newStagesFolder();
  const extra = join(folder, 'extra.yaml');
  writeFileSync(extra, stage('pod-crash'));
  const names = joinStages(folder, [extra]).match(/(?<=name: )\S+/g);
  assert.equal(names.length, DEFAULT_STAGES.length + 1);
  assert.equal(names.at(-1), 'pod-crash');
});

test('an extra stage replaces the default one of its name', () => {
  const folder = newStagesFolder();
  const extra = mkdtempSync(join(tmpdir(), 'extra-'));
  writeFileSync(
    join(extra, 'slow.yaml'),
    `${stage('pod-ready', 90_000)}---\n${stage('pod-delete', 5_000)}`,
  );
  const documents = joinStages(folder, [extra]).split('\n---\n');
  assert.equal(documents.length, DEFAULT_STAGES.length);
  assert.match(
    documents.find(document => document.includes('name: pod-ready')),
    /durationMilliseconds: 90000/,
  );
});
