import type { PodFacts } from './facts';
import { ask, plainPod } from './__testUtils__/plainFacts';

const GIB = 2 ** 30;
const confined: Partial<PodFacts> = {
  allowPrivilegeEscalation: false,
  droppedCapabilities: ['ALL'],
  seccompProfile: 'RuntimeDefault',
};

function secure(facts: Partial<PodFacts>) {
  return ask('security-context', { pod: plainPod({ ...confined, ...facts }) })
    .result;
}

describe('pod rules', () => {
  it('want every part of a confined container', () => {
    expect(secure({})).toBe('pass');
    expect(secure({ allowPrivilegeEscalation: null })).toBe('fail');
    expect(secure({ droppedCapabilities: ['NET_RAW'] })).toBe('fail');
    expect(secure({ seccompProfile: 'Unconfined' })).toBe('fail');
    expect(secure({ privileged: true })).toBe('fail');
  });

  it('do not know what a controller fills in, but know what is stated', () => {
    const completedBy = 'its ServingRuntime';
    expect(secure({ completedBy, droppedCapabilities: [] })).toBe('unknown');
    expect(secure({ completedBy, allowPrivilegeEscalation: true })).toBe(
      'fail',
    );
    expect(secure({ completedBy, privileged: true })).toBe('fail');
  });

  it('compare amounts of memory, not how they are written', () => {
    const limit = { text: '96Gi', bytes: 96 * GIB };
    const results = [
      { text: '98304Mi', bytes: 96 * GIB },
      { text: '48Gi', bytes: 48 * GIB },
      { text: 'plenty', bytes: null },
      null,
    ].map(
      memoryRequest =>
        ask('memory-limits', {
          pod: plainPod({ memoryRequest, memoryLimit: limit }),
        }).result,
    );
    expect(results).toEqual(['pass', 'fail', 'unknown', 'pass']);
    expect(ask('memory-limits', { pod: plainPod() }).result).toBe('fail');
  });
});
