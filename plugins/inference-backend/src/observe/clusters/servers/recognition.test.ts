import { type RecognitionSubject, recognizeServer } from './recognition';

describe('recognition', () => {
  const subject: RecognitionSubject = {
    namespace: 'team',
    kinds: [{ group: 'apps', kind: 'Deployment', name: 'chat' }],
    marks: {},
    namespaceMarks: {},
    images: ['example.com/engine:1'],
    asksGpu: false,
    runsServingImage: false,
    namesModel: false,
    runsOnce: false,
  };
  const rules = { ignoreNamespaces: ['sandbox-*'], images: [] };
  const isServer = (change: Partial<RecognitionSubject>) =>
    recognizeServer({ ...subject, ...change }, rules).isServer;
  const owned = (kind: string) => ({
    kinds: [...subject.kinds, { group: 'x', kind, name: 'j' }],
    asksGpu: true,
  });

  it('takes what requests GPUs, runs a serving image or names a model', () => {
    expect(isServer({})).toBe(false);
    expect(isServer({ asksGpu: true })).toBe(true);
    expect(isServer({ runsServingImage: true })).toBe(true);
    expect(isServer({ namesModel: true })).toBe(true);
  });

  it.each([
    'Job',
    'CronJob',
    'PyTorchJob',
    'MPIJob',
    'RayJob',
    'TrainJob',
    'JobSet',
    'Workflow',
    'SparkApplication',
    'Notebook',
    'RayCluster',
  ])('leaves out what belongs to a %s', kind => {
    expect(isServer(owned(kind))).toBe(false);
  });

  it('takes a RayCluster under a RayService', () => {
    expect(
      isServer({
        kinds: [
          { group: 'ray.io', kind: 'RayService', name: 'r' },
          { group: 'ray.io', kind: 'RayCluster', name: 'r-x' },
        ],
        asksGpu: true,
      }),
    ).toBe(true);
  });

  it.each([
    'quay.io/jupyter/pytorch-notebook:cuda12',
    'jupyter/tensorflow-notebook',
    'codercom/code-server:4',
  ])('leaves out the notebook image %s', image => {
    expect(isServer({ images: [image], asksGpu: true })).toBe(false);
  });

  it('leaves out GPU software and system namespaces', () => {
    const daemon = (name: string) => ({
      kinds: [{ group: 'apps', kind: 'DaemonSet', name }],
      asksGpu: true,
    });
    expect(isServer(daemon('nvidia-dcgm-exporter'))).toBe(false);
    expect(isServer(daemon('nvidia-device-plugin-daemonset'))).toBe(false);
    expect(isServer(daemon('edge-server'))).toBe(true);
    expect(isServer({ namespace: 'gpu-operator', asksGpu: true })).toBe(false);
    expect(isServer({ namespace: 'sandbox-jane', asksGpu: true })).toBe(false);
  });

  it('leaves out pods of their own that run once', () => {
    expect(isServer({ asksGpu: true, runsOnce: true })).toBe(false);
  });

  it('obeys the ignore mark of the workload first, then of the namespace', () => {
    const ignore = (value: string) => ({ 'inference-portal/ignore': value });
    expect(isServer({ asksGpu: true, marks: ignore('true') })).toBe(false);
    expect(isServer({ ...owned('Job'), marks: ignore('false') })).toBe(true);
    expect(isServer({ asksGpu: true, namespaceMarks: ignore('true') })).toBe(
      false,
    );
    expect(
      isServer({
        asksGpu: true,
        namespaceMarks: ignore('true'),
        marks: ignore('false'),
      }),
    ).toBe(true);
    expect(
      isServer({
        namespace: 'sandbox-jane',
        asksGpu: true,
        namespaceMarks: ignore('false'),
      }),
    ).toBe(true);
  });
});
