import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import { revisions } from '../../__fixtures__/revisions';
import { diffTexts } from './diffLines';
import { specificationTexts } from './specificationTexts';

function revision(number: number): ServerRevision {
  const found = revisions().find(candidate => candidate.number === number);
  if (!found) {
    throw new Error(`fixture has no revision ${number}`);
  }
  return found;
}

describe('specificationTexts', () => {
  it('sorts keys, so that their order is no difference', () => {
    const one = { ...revision(7), spec: { a: 1, b: 2 } };
    const two = { ...revision(7), spec: { b: 2, a: 1 } };
    const { before, after } = specificationTexts(one, two);
    expect(before).toBe(after);
  });

  it('compares only pod templates with a revision out of the cluster’s history', () => {
    const texts = specificationTexts(revision(2), revision(3));
    expect(texts.templateOnly).toBe(true);
    expect(texts.after).not.toContain('strategy');
    expect(diffTexts(texts.before, texts.after).changes).toBe(0);
  });

  it('compares everything between revisions that were watched', () => {
    const texts = specificationTexts(revision(6), revision(7));
    expect(texts.templateOnly).toBe(false);
    expect(texts.after).toContain('strategy');
    expect(diffTexts(texts.before, texts.after)).toMatchObject({
      added: 1,
      removed: 1,
    });
  });
});
