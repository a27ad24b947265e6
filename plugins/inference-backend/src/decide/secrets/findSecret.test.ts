import fc from 'fast-check';
import { secrets } from '../registry/__testUtils__/arbitraries';
import { parseLineageReference } from '../registry/lineageReference';
import { parseModelSource } from '../registry/parseModelSource';
import { findHomepageProblem } from '../registry/toVersionContent';
import { findSecret } from './findSecret';

const SHA = '9216db5781bf21249d130ec9da846c4624c16137';

/** Places of a URI where people leave secrets. */
const hidings: readonly (readonly [string, (secret: string) => string])[] = [
  ['a password', secret => `s3://minio:${secret}@bucket/model`],
  ['a login', secret => `https://${secret}@host.example.com/model`],
  ['a login of the hub', secret => `hf://user:${secret}@Qwen/Qwen3-32B`],
  ['a login of a registry', secret => `oci://robot:${secret}@ghcr.io/org/m:1`],
  ['a login without a name', secret => `oci://${secret}@ghcr.io/org/m:1`],
  ['a token', secret => `https://host.example.com/m?a=1&token=${secret}`],
  [
    'a token in the fragment',
    secret => `https://h.example.com/m#access_token=${secret}`,
  ],
  [
    'a presigned URL',
    secret => `https://b.s3.amazonaws.com/m?X-Amz-Signature=${secret}`,
  ],
  [
    'a shared access signature',
    secret => `https://a.blob.core.windows.net/c/m?sv=2024&sig=${secret}`,
  ],
  [
    'an encoded parameter',
    secret => `https://host.example.com/m?%74oken=${secret}`,
  ],
  [
    'an encoded login',
    secret => `https://user%3A${secret}%40host.example.com/m`,
  ],
];

describe('findSecret', () => {
  it.each(hidings)('finds %s, and never repeats it', (_, hide) => {
    fc.assert(
      fc.property(secrets, secret => {
        const uri = hide(secret);
        const answers = [
          findSecret(uri),
          JSON.stringify(parseModelSource(uri)),
          JSON.stringify(parseLineageReference(uri)),
          findHomepageProblem(uri.replace(/^\w+:/, 'https:')),
        ];
        expect(answers[0]).not.toBeNull();
        expect(parseModelSource(uri)).toHaveProperty('problem');
        expect(parseLineageReference(uri)).toHaveProperty('problem');
        for (const answer of answers) {
          expect(answer).not.toContain(secret);
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    `hf://Qwen/Qwen3-32B@${SHA}`,
    'hf://gpt2@main',
    `oci://ghcr.io/org/model@sha256:${'1'.repeat(64)}`,
    'abfss://models@account.dfs.core.windows.net/qwen',
    's3://bucket/tokenizer/qwen?versionId=3HL4kqtJlcpXroDTDmJ',
    'https://host.example.com/m?download=true&tokens=100',
    'models:/fraud@champion',
    'dataset:tickets@2026',
  ])('lets %s through', uri => {
    expect(findSecret(uri)).toBeNull();
  });

  it('says which part is a secret', () => {
    expect(findSecret('s3://AKIAIOSFODNN7EXAMPLE:abc@bucket/m')).toBe(
      'has a login in front of the host (what stands before `@`)',
    );
    expect(findSecret('https://h/m?X-Amz-Signature=abc')).toBe(
      'has a parameter `X-Amz-Signature` that gives access',
    );
    expect(findSecret('hf://org/hf_abcdefghijklmnopqrstuv')).toBe(
      'holds something that looks like an access token or password',
    );
  });
});
