import { gpusPerPod, newNeeds, podNeeds, startupSeconds } from './podNeeds';
import { specificationOf } from './__testUtils__/rollbackWorldOf';

const needy = specificationOf(
  'v1',
  {
    env: [
      {
        name: 'HF_TOKEN',
        valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } },
      },
    ],
    envFrom: [
      { configMapRef: { name: 'flags' } },
      { configMapRef: { name: 'maybe', optional: true } },
    ],
  },
  {
    serviceAccountName: 'chat',
    volumes: [{ name: 'w', persistentVolumeClaim: { claimName: 'weights' } }],
  },
);

it('podNeeds finds what pods cannot start without, and leaves out what is optional', () => {
  expect(podNeeds(needy)).toEqual([
    { kind: 'ConfigMap', name: 'flags' },
    { kind: 'PersistentVolumeClaim', name: 'weights' },
    { kind: 'Secret', name: 'hf' },
    { kind: 'ServiceAccount', name: 'chat' },
  ]);
});

it('newNeeds leaves out what the running pods prove to be there', () => {
  expect(newNeeds(needy, needy)).toEqual([]);
  expect(newNeeds(specificationOf('v2'), needy)).toHaveLength(4);
});

it('gpusPerPod counts whole GPUs of all containers', () => {
  expect(gpusPerPod(needy)).toBe(1);
  expect(gpusPerPod({ predictor: {} })).toBe(0);
});

it('startupSeconds is what the slowest startup probe allows', () => {
  const startupProbe = { failureThreshold: 60, initialDelaySeconds: 30 };
  expect(startupSeconds(specificationOf('v1', { startupProbe }))).toBe(630);
  expect(startupSeconds(specificationOf('v1'))).toBe(0);
});
