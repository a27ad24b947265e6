import { labelSelectorMatcher, parseLabelSelector } from './labelSelector';

const labels = {
  app: 'llama',
  tier: 'gpu',
  'app.kubernetes.io/part-of': 'chat',
};

describe('parseLabelSelector', () => {
  it.each([
    ['', true],
    ['app=llama', true],
    ['app==llama,tier=gpu', true],
    ['app=mistral', false],
    ['app!=mistral', true],
    ['missing!=anything', true],
    ['app in (llama, mistral)', true],
    ['app notin (llama)', false],
    ['missing notin (llama)', true],
    ['tier', true],
    ['!tier', false],
    ['!missing', true],
    ['app.kubernetes.io/part-of=chat,app in (llama),!old', true],
  ])('decides about %p', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });

  it('refuses what is no requirement and quotes it', () => {
    expect(() => parseLabelSelector('app in llama')).toThrow(/"app in llama"/);
  });
});

describe('labelSelectorMatcher', () => {
  it('matches nothing without a selector and everything with an empty one', () => {
    expect(labelSelectorMatcher(undefined)(labels)).toBe(false);
    expect(labelSelectorMatcher({})(labels)).toBe(true);
  });

  it('needs labels and expressions to hold together', () => {
    const matches = labelSelectorMatcher({
      matchLabels: { app: 'llama' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['cpu', 'gpu'] },
      ],
    });
    expect(matches(labels)).toBe(true);
    expect(matches({ ...labels, tier: 'tpu' })).toBe(false);
  });
});
