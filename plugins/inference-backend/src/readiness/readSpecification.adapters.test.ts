import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@inference-portal/plugin-inference-node';
import { parseAllDocuments } from 'yaml';
import { builtinWorkloadAdapters } from '../observe/clusters/adapters';
import { readSpecification } from './readSpecification';

const FIXTURES = join(__dirname, '../observe/clusters/adapters/__fixtures__');

/** What is read of the first object of a fixture, in the form in which its adapter records it. */
function readFixture(name: string) {
  const text = readFileSync(join(FIXTURES, `${name}.yaml`), 'utf8');
  const object = parseAllDocuments(text)[0]?.toJS() as KubernetesObject;
  const adapter = builtinWorkloadAdapters.find(
    ({ resource }) => resource.kind === object.kind,
  );
  return readSpecification(
    object.kind ?? '',
    adapter?.read(object).specification,
  );
}

describe('readSpecification of what adapters record', () => {
  it.each([
    ['deployment', 'containers[vllm]', null],
    ['statefulSet', expect.stringMatching(/^containers\[/), null],
    ['rollout', expect.stringMatching(/^containers\[/), null],
    ['pod', expect.stringMatching(/^containers\[/), null],
    ['leaderWorkerSet', 'containers[vllm-leader]', null],
    ['inferenceService', 'containers[kserve-container]', 'its ServingRuntime'],
    [
      'llmInferenceService',
      'containers[main]',
      'the base configuration of KServe',
    ],
    ['rayService', expect.stringMatching(/^containers\[/), 'KubeRay'],
  ])('finds the serving container of a %s', (name, container, completedBy) => {
    expect(readFixture(name).pod).toMatchObject({ container, completedBy });
  });

  it('knows nothing of the pods of a NIMService, which its operator makes', () => {
    expect(readFixture('nimService')).toEqual({
      pod: null,
      engine: null,
      payloadLogger: null,
    });
  });

  it('reads flags of a script as those of the engine', () => {
    const { engine } = readFixture('leaderWorkerSet');
    expect(engine?.flags.get('pipeline-parallel-size')).toBe('2');
    expect(readFixture('deployment').engine?.flags.get('dtype')).toBe(
      'bfloat16',
    );
  });
});
