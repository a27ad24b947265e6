import { MAX_TEXT_LENGTH, slimObject } from './slimObject';

describe('slimming', () => {
  it('drops managed fields, the last applied configuration and huge annotations, with a warning', () => {
    const { object, warnings } = slimObject({
      metadata: {
        name: 'a',
        managedFields: [{ manager: 'x' }],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          big: 'x'.repeat(5 * 1024 * 1024),
          small: 'y',
        },
      },
    });
    expect(object).toEqual({
      metadata: { name: 'a', annotations: { small: 'y' } },
    });
    expect(warnings).toEqual(['The annotation big of 5.0 MiB is not kept']);
  });

  it('lets a digest stand for a huge text of the specification, so that its change is one', () => {
    const of = (text: string) =>
      slimObject({ metadata: { name: 'a' }, spec: { text } } as object).object;
    const one = of('x'.repeat(MAX_TEXT_LENGTH + 1));
    expect(JSON.stringify(one).length).toBeLessThan(500);
    expect(one).not.toEqual(of('y'.repeat(MAX_TEXT_LENGTH + 1)));
  });
});
