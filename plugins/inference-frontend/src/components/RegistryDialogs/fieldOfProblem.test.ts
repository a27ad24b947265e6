import { fieldOfProblem } from './fieldOfProblem';
import { EMPTY_VERSION, parseVersionDraft } from './versionDraft';

const FIELDS = ['version', 'source', 'description', 'modelCard'] as const;

describe('fieldOfProblem', () => {
  it('finds the field that the message names first', () => {
    expect(
      fieldOfProblem('source: the version of the URI is no commit', FIELDS),
    ).toBe('source');
    expect(
      fieldOfProblem('/body/modelCard must NOT have more characters', FIELDS),
    ).toBe('modelCard');
    expect(fieldOfProblem('"version" is required', FIELDS)).toBe('version');
  });

  it('does not take a part of a word for a field', () => {
    expect(fieldOfProblem('resources are exhausted', FIELDS)).toBeNull();
    expect(fieldOfProblem('previous-version must exist', FIELDS)).toBeNull();
  });
});

describe('parseVersionDraft', () => {
  const draft = { ...EMPTY_VERSION, version: ' 5 ', source: 's3://models/x' };

  it('leaves out what is empty', () => {
    expect(parseVersionDraft(draft)).toEqual({
      status: 'ready',
      version: { version: '5', source: 's3://models/x' },
    });
  });

  it('reads numbers as people paste them and refuses abbreviations', () => {
    expect(
      parseVersionDraft({ ...draft, parameters: '32,762,123,264' }),
    ).toMatchObject({ version: { parameters: 32762123264 } });
    const refused = parseVersionDraft({ ...draft, parameters: '32B' });
    expect(refused.status === 'problems' && [...refused.problems]).toEqual([
      ['parameters', 'number'],
    ]);
  });

  it('reads one link from each line', () => {
    expect(
      parseVersionDraft({
        ...draft,
        lineage: 'finetune hf://a/b\n\n trained-on  dataset:c ',
      }),
    ).toMatchObject({
      version: {
        lineage: [
          { relation: 'finetune', to: 'hf://a/b' },
          { relation: 'trained-on', to: 'dataset:c' },
        ],
      },
    });
    for (const lineage of ['hf://a/b', 'toString x', 'merge a b']) {
      expect(parseVersionDraft({ ...draft, lineage }).status).toBe('problems');
    }
  });
});
