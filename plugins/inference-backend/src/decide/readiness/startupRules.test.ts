import {
  ask,
  mountAt,
  plainEngine,
  plainPod,
  plainProbe,
  recordedServer,
} from './__testUtils__/plainFacts';

const CACHE = '/root/.cache/huggingface';

function servedFrom(source: string | null, id = 'Qwen/Qwen3-32B') {
  return recordedServer({ model: { ...recordedServer().model, id, source } });
}

describe('startup rules', () => {
  it('add up what a startup probe allows', () => {
    const results = [
      plainProbe({ failureThreshold: 60 }),
      plainProbe({ failureThreshold: 59 }),
      plainProbe({ failureThreshold: 59, initialDelay: 10 }),
      plainProbe({ failureThreshold: 600, period: 1 }),
    ].map(
      startupProbe =>
        ask('startup-budget', { pod: plainPod({ startupProbe }) }).result,
    );
    expect(results).toEqual(['pass', 'fail', 'pass', 'pass']);
  });

  it('want a liveness probe that bears with a busy engine', () => {
    const results = [5, 4].map(
      timeout =>
        ask('liveness-probe', {
          pod: plainPod({ livenessProbe: plainProbe({ timeout }) }),
        }).result,
    );
    expect(results).toEqual(['pass', 'fail']);
  });

  it('want the model on a volume that outlives the pod', () => {
    const result = (...mounts: ReturnType<typeof mountAt>[]) =>
      ask('model-cache', { pod: plainPod({ mounts }) }).result;
    expect(result(mountAt(CACHE, 'persistent'))).toBe('pass');
    expect(result(mountAt('/root/.cache', 'persistent'))).toBe('pass');
    expect(result(mountAt(CACHE, 'scratch'))).toBe('fail');
    expect(result()).toBe('fail');
    // A volume that lies within another hides it.
    expect(
      result(mountAt('/root', 'persistent'), mountAt(CACHE, 'scratch')),
    ).toBe('unknown');
    expect(result(mountAt('/data', 'persistent'))).toBe('unknown');
    expect(result(mountAt('/root/.cache/huggingface2', 'persistent'))).toBe(
      'unknown',
    );
  });

  it('look where the engine is told to keep the model', () => {
    const pod = plainPod({ mounts: [mountAt('/models', 'persistent')] });
    for (const engine of [
      plainEngine({ 'download-dir': '/models/hub' }),
      plainEngine({}, { HF_HOME: '/models' }),
    ]) {
      expect(ask('model-cache', { pod, engine }).result).toBe('pass');
    }
    const local = servedFrom(null, '/models/qwen3');
    expect(ask('model-cache', { pod, server: local }).result).toBe('pass');
    // It may be part of the image.
    expect(ask('model-cache', { pod: plainPod(), server: local }).result).toBe(
      'unknown',
    );
  });

  it('take claims and images of models for kept', () => {
    for (const source of ['pvc://models/qwen3', 'oci://registry/qwen3:1']) {
      expect(ask('model-cache', { server: servedFrom(source) }).result).toBe(
        'pass',
      );
    }
    expect(ask('model-cache', { server: servedFrom(null) }).result).toBe(
      'unknown',
    );
  });

  it('want the engine to end before it is killed', () => {
    const result = (gracePeriod: number | null, timeout?: string) =>
      ask('grace-period', {
        pod: plainPod({ gracePeriod }),
        engine: plainEngine(
          timeout === undefined ? {} : { 'shutdown-timeout': timeout },
        ),
      }).result;
    expect(result(60)).toBe('pass');
    expect(result(30)).toBe('fail');
    expect(result(null)).toBe('fail');
    expect(result(120, '110')).toBe('pass');
    expect(result(120, '120')).toBe('fail');
    expect(result(120, 'soon')).toBe('pass');
  });
});
