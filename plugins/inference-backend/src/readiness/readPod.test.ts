import { readPod, readQuantity } from './readPod';

describe('readQuantity', () => {
  it('reads what Kubernetes writes', () => {
    expect(
      ['96Gi', '98304Mi', '1.5G', '1500m', '4096', 7].map(readQuantity),
    ).toEqual([96 * 2 ** 30, 96 * 2 ** 30, 1.5e9, 1.5, 4096, 7]);
  });

  it('makes nothing of what is no quantity', () => {
    expect(
      ['', 'much', '4 Gi', '-1', null, undefined, {}, NaN].map(readQuantity),
    ).toEqual(Array.from({ length: 8 }, () => null));
  });
});

describe('readPod', () => {
  it('takes the defaults of Kubernetes for a probe that leaves fields out', () => {
    const container = {
      name: 'vllm',
      startupProbe: { httpGet: { path: '/health', port: 8000 } },
      livenessProbe: {},
    };
    const pod = readPod({ container, podSpec: {} }, null);
    expect(pod.startupProbe).toEqual({
      period: 10,
      failureThreshold: 3,
      timeout: 1,
      initialDelay: 0,
      path: '/health',
      source: 'containers[vllm].startupProbe',
    });
    expect(pod.livenessProbe).toBeNull();
  });

  it('tells volumes that outlive the pod from those that do not', () => {
    const container = {
      volumeMounts: ['claim', 'scratch', 'shm', 'config', 'ghost'].map(
        name => ({ name, mountPath: `/${name}/` }),
      ),
    };
    const podSpec = {
      volumes: [
        { name: 'claim', persistentVolumeClaim: { claimName: 'models' } },
        { name: 'scratch', emptyDir: {} },
        { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
        { name: 'config', configMap: { name: 'trtllm' } },
      ],
    };
    const { mounts } = readPod({ container, podSpec }, null);
    expect(
      mounts.map(({ path, kind, sizeLimit }) => [path, kind, sizeLimit]),
    ).toEqual([
      ['/claim', 'persistent', null],
      ['/scratch', 'scratch', null],
      ['/shm', 'memory', 2 ** 31],
      ['/config', 'other', null],
      ['/ghost', 'other', null],
    ]);
  });
});
