import { toVersionContent } from '../../decide/registry/toVersionContent';
import fc from 'fast-check';
import { readNamedFacts, readParameterCount } from './namedFacts';
import { toNewVersion, type VersionDraft } from './VersionDraft';

const draft: VersionDraft = { version: '1', source: 's3://models/a' };

function read(more: Partial<VersionDraft>) {
  const problems: string[] = [];
  return { version: toNewVersion({ ...draft, ...more }, problems), problems };
}

describe('a version of a source', () => {
  it('can always be registered, whatever its optional fields hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'sha256:abc',
        'https://ada:pw@x/',
        'unknown',
        'a\0b',
        '\ud800',
        'x'.repeat(6000),
      ),
    );
    fc.assert(
      fc.property(
        fc.record(
          {
            digest: text,
            format: text,
            architecture: text,
            precision: text,
            license: text,
            description: text,
            homepage: text,
            creator: text,
            parameters: fc.double(),
            contextLength: fc.double(),
            createdAt: fc.double(),
            metrics: fc.array(
              fc.record({ name: text, value: fc.double(), dataset: text }),
            ),
            lineage: fc.array(
              fc.record({
                relation: fc.constantFrom('finetune', 'trained-on'),
                to: text,
              }),
            ),
            tags: fc.dictionary(text, text),
          },
          { requiredKeys: [] },
        ),
        more => {
          const { version } = read(more);
          expect(toVersionContent(version)).toMatchObject({
            content: { version: '1' },
          });
        },
      ),
    );
  });

  it('says what was cut or left out', () => {
    const { version, problems } = read({
      description: 'x'.repeat(6000),
      digest: 'sha256:beef',
      parameters: 1.5,
      homepage: 'https://x/?token=hf_abcdefghijklmnopqrstuvwx',
    });
    expect(version.description).toHaveLength(5000);
    expect(version).not.toHaveProperty('digest');
    expect(problems).toHaveLength(4);
    expect(problems.join()).not.toContain('hf_');
  });

  it('takes facts from tags, whatever their spelling', () => {
    expect(
      readNamedFacts(
        { 'acme.io/Context-Length': '32768', license: 'mit' },
        { license: 'apache-2.0', base_model: 'Qwen/Qwen3-8B', n: '1' },
      ),
    ).toMatchObject({
      facts: { contextLength: 32_768, license: 'mit' },
      base: [{ relation: 'finetune', to: 'hf://Qwen/Qwen3-8B' }],
    });
  });

  it.each([
    ['8B', 8e9],
    ['0.6b', 6e8],
    ['7.6e9', 7.6e9],
    ['8030261248', 8_030_261_248],
    ['135m', 135e6],
    ['large', NaN],
    ['', NaN],
  ])('counts %j as %d parameters', (text, expected) => {
    expect(readParameterCount(text)).toBe(expected);
  });
});
