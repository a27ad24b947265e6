import type { ImageFacts } from './facts';
import { ask, recordedServer } from './__testUtils__/plainFacts';

function image(facts: Partial<ImageFacts> = {}): ImageFacts {
  return {
    reference: 'vllm/vllm-openai',
    tag: null,
    tagVersion: null,
    digest: null,
    ...facts,
  };
}

const released = image({ tag: 'v0.30.0', tagVersion: '0.30.0' });

describe('change rules', () => {
  it('tell images that stay from images that move', () => {
    const results = [
      image({ digest: 'sha256:0f1e' }),
      released,
      image({ tag: 'latest' }),
      image({ tag: 'nightly-cu129' }),
      image(),
      // Perhaps a commit, perhaps not.
      image({ tag: '3f9c2a1' }),
      null,
    ].map(one => ask('pinned-image', { image: one }).result);
    expect(results).toEqual([
      'pass',
      'pass',
      'fail',
      'fail',
      'fail',
      'unknown',
      'unknown',
    ]);
  });

  it('go by what is known of the source of the model', () => {
    const results = [true, false, null].map(
      pinned =>
        ask('pinned-model', {
          server: recordedServer({
            model: { ...recordedServer().model, pinned },
          }),
        }).result,
    );
    expect(results).toEqual(['pass', 'fail', 'unknown']);
  });

  it('want the version that runs to be registered', () => {
    const registration = {
      namespace: 'default',
      name: 'support-chat',
      version: '7',
      reason: '',
      confidence: 'certain' as const,
    };
    const results = [
      registration,
      { ...registration, version: null },
      null,
    ].map(
      one =>
        ask('registered-version', {
          server: recordedServer({ registration: one }),
        }).result,
    );
    expect(results).toEqual(['pass', 'fail', 'fail']);
  });

  it('want a revision to go back to that starts what it started then', () => {
    const back = (...images: ImageFacts[]) =>
      ask('rollback-target', { revision: 4, previous: { number: 3, images } })
        .result;
    expect(back(released)).toBe('pass');
    expect(back(released, image({ tag: 'latest' }))).toBe('fail');
    expect(back(released, image({ tag: '3f9c2a1' }))).toBe('unknown');
    expect(back()).toBe('unknown');
    expect(ask('rollback-target', { revision: 1 }).result).toBe(
      'not-applicable',
    );
    expect(ask('rollback-target', { revision: null }).result).toBe('unknown');
  });
});
