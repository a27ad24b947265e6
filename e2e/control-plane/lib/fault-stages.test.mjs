import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { faultStages } from './fault-stages.mjs';

function server(container, fault) {
  return {
    namespace: 'fraud',
    name: 'risk-report-writer',
    faults: [fault],
    releases: [
      { object: { spec: { template: { spec: { containers: [container] } } } } },
    ],
  };
}

const stagesOf = servers =>
  parseAllDocuments(faultStages(servers)).map(document => document.toJS());

const causes = stage =>
  stage.spec.selector.matchExpressions.filter(({ key }) =>
    key.startsWith('.spec.containers'),
  );

test('a crash follows from the argument that the story names', () => {
  const [stage, ...others] = stagesOf([
    server(
      { image: 'vllm:v1', args: ['--tensor-parallel-size=4', '--kv=8G'] },
      {
        when: '--kv=8G',
        outcome: 'crash',
        logs: 'started\nValueError: "8 GiB"',
      },
    ),
  ]);
  assert.equal(others.length, 0);
  assert.deepEqual(causes(stage), [
    {
      key: '.spec.containers.[].args.[]?',
      operator: 'In',
      values: ['--kv=8G'],
    },
  ]);
  const status = stage.spec.next.statusTemplate;
  assert.match(status, /reason: CrashLoopBackOff/);
  assert.match(status, /message: "ValueError: \\"8 GiB\\""/);
  assert.match(status, /phase: Running/);
});

test('a pod that cannot pull its image stays pending', () => {
  const image = 'nvcr.io/nvidia/tritonserver:26.11-py3';
  const [stage, hold] = stagesOf([
    server(
      { image },
      {
        when: 'tritonserver:26.11-py3',
        outcome: 'image-pull',
        message: 'not found',
      },
    ),
  ]);
  assert.deepEqual(causes(stage)[0].values, [image]);
  assert.match(stage.spec.next.statusTemplate, /phase: Pending/);
  assert.equal(hold.metadata.name, `${stage.metadata.name}-hold`);
  assert.deepEqual(hold.spec.next, {});
});

test('a fault that changes only figures needs no stage', () => {
  const servers = [
    server({ image: 'vllm:v1' }, { when: 'vllm:v1', latencyFactor: 2 }),
  ];
  assert.equal(faultStages(servers), '');
});

test('a fault whose cause no release runs is an error', () => {
  const servers = [
    server({ image: 'vllm:v1' }, { when: '--absent', outcome: 'crash' }),
  ];
  assert.throws(() => faultStages(servers), /--absent/);
});
