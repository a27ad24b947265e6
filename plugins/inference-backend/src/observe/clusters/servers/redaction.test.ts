import type { JsonObject } from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { REDACTED, redactSecrets, redactText } from './redaction';
import { isSecretName } from '../../../decide/secrets/secretNames';

/** A secret that cannot stand in a manifest for any other reason. */
const secret = fc
  .stringMatching(/^[A-Za-z0-9+_.~-]{12,40}$/)
  .map(text => `Zq${text}9x`);
/** One that only fits where nothing is parsed as a shell or as YAML. */
const anySecret = fc
  .string({ minLength: 8, maxLength: 60 })
  .map(text => `Zq9!${text}`);

const secretName = fc.constantFrom(
  'HF_TOKEN',
  'HUGGING_FACE_HUB_TOKEN',
  'VLLM_API_KEY',
  'OPENAI_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'DB_PASSWORD',
  'PASSWORD_OF_DB',
  'CLIENT_SECRET',
  'MY_SECRET_VALUE',
  'NGC_API_KEY',
  'apiKey',
  'wandb_apikey',
);
const secretFlag = fc.constantFrom(
  '--api-key',
  '--api_key',
  '--hf-token',
  '--token',
  '--auth-token',
  '--admin-password',
  '--client-secret',
  '-api-key',
);

function container(fields: JsonObject): JsonObject {
  return {
    spec: { template: { spec: { containers: [{ name: 'vllm', ...fields }] } } },
  };
}

/** Every way in which people write a secret into a workload, as a manifest around it. */
const places: readonly [
  string,
  (secret: string, name: string, flag: string) => JsonObject,
][] = [
  ['env', (value, name) => container({ env: [{ name, value }] })],
  [
    'the argument after a flag',
    (value, _n, flag) =>
      container({ args: ['m', flag, value, '--dtype', 'auto'] }),
  ],
  [
    'the argument of a flag',
    (value, _n, flag) => container({ args: [`${flag}=${value}`] }),
  ],
  [
    'command',
    (value, _n, flag) =>
      container({ command: ['vllm', 'serve', 'm', flag, value] }),
  ],
  [
    'a script',
    (value, _n, flag) =>
      container({
        command: [
          'sh',
          '-c',
          `vllm serve m --enforce-eager ${flag} ${value} --dtype auto`,
        ],
      }),
  ],
  [
    'a script with quotes',
    (value, _n, flag) =>
      container({ args: ['-c', `exec vllm serve m ${flag} "${value}"`] }),
  ],
  [
    'a script with an equals sign',
    (value, _n, flag) =>
      container({ args: ['-c', `vllm serve m ${flag}='${value}'`] }),
  ],
  [
    'an assignment of a script',
    (value, name) =>
      container({ args: ['-c', `export ${name}=${value} && vllm serve m`] }),
  ],
  [
    'an assignment before a command',
    (value, name) =>
      container({ args: ['-c', `set -e\n${name}="${value}" vllm serve m`] }),
  ],
  [
    'a user of a URI',
    value => container({ args: [`--model=s3://user:${value}@bucket/m`] }),
  ],
  [
    'a URI that is nothing but a token',
    value =>
      container({
        env: [
          { name: 'REPO', value: `https://${value}@git.example.com/m.git` },
        ],
      }),
  ],
  [
    'a parameter of a URI',
    value => ({
      spec: { storageUri: `https://x.example.com/m?a=1&token=${value}&b=2` },
    }),
  ],
  [
    'a signed URI',
    value => ({
      spec: { storageUri: `https://x.example.com/m?X-Amz-Signature=${value}` },
    }),
  ],
  [
    'a header',
    value =>
      container({ args: ['--header', `Authorization: Bearer ${value}`] }),
  ],
  [
    'YAML in a text',
    (value, name) => ({
      spec: {
        serveConfigV2: `applications:\n  - runtime_env:\n      env_vars:\n        ${name}: ${value}\n`,
      },
    }),
  ],
  [
    'YAML with quotes in a text',
    (value, name) => ({
      spec: { serveConfigV2: `a:\n  ${name}: "${value}"\n` },
    }),
  ],
  [
    'a flow of YAML',
    (value, name) => ({
      spec: { config: `env: {MODE: fast, ${name}: ${value}, X: 1}` },
    }),
  ],
  [
    'a block of YAML',
    (value, name) => ({
      spec: { config: `a:\n  ${name}: |\n    ${value}\n  b: 1\n` },
    }),
  ],
  [
    'JSON in a text',
    (value, name) =>
      container({ args: [`--config={"${name}": "${value}", "a": 1}`] }),
  ],
  [
    'an object of variables',
    (value, name) => ({
      spec: { runtime_env: { env_vars: { [name]: value } } },
    }),
  ],
  [
    'an annotation',
    (value, name) => ({
      metadata: { annotations: { [`example.com/${name}`]: value } },
    }),
  ],
  [
    'an init container',
    (value, name) => ({
      spec: { initContainers: [{ env: [{ name, value }] }] },
    }),
  ],
];

describe('a secret', () => {
  it.each(places)('does not survive in %s', (_place, manifest) => {
    fc.assert(
      fc.property(secret, secretName, secretFlag, (value, name, flag) => {
        const text = JSON.stringify(redactSecrets(manifest(value, name, flag)));
        expect(text).not.toContain(value);
        expect(text).toContain(REDACTED);
      }),
    );
  });

  it.each(places.slice(0, 4))(
    'of any characters does not survive in %s',
    (_place, manifest) => {
      fc.assert(
        fc.property(anySecret, secretName, secretFlag, (value, name, flag) => {
          const text = JSON.stringify(
            redactSecrets(manifest(value, name, flag)),
          );
          expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
        }),
      );
    },
  );

  it.each(places)('makes no difference in %s', (_place, manifest) => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        expect(redactSecrets(manifest(one, 'HF_TOKEN', '--api-key'))).toEqual(
          redactSecrets(manifest(other, 'HF_TOKEN', '--api-key')),
        );
      }),
    );
  });

  it.each([
    'hf_abcdefghijklmnopqrstuvwx',
    'nvapi-0123456789abcdef0123',
    'sk-proj-0123456789abcdef01',
    'ghp_0123456789abcdef0123456789',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  ])('is known by its shape: %s', shape => {
    expect(redactText(`found ${shape} here`)).toBe(`found ${REDACTED} here`);
  });

  it('is redacted after a flag that follows one without a value', () => {
    expect(
      redactText('vllm serve m --enable-auto-tool-choice --api-key x1 -q fp8'),
    ).toBe(
      `vllm serve m --enable-auto-tool-choice --api-key ${REDACTED} -q fp8`,
    );
  });
});

describe('redaction', () => {
  it('keeps references', () => {
    const manifest = container({
      env: [
        {
          name: 'HF_TOKEN',
          valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } },
        },
        { name: 'API_KEY', value: '$(REAL_KEY)' },
      ],
      envFrom: [{ secretRef: { name: 'keys' } }],
      args: ['--api-key', '$(VLLM_API_KEY)', '--hf-token=${HF_TOKEN}'],
      volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/token' }],
    });
    expect(redactSecrets(manifest)).toEqual(manifest);
  });

  it('keeps settings whose names only look secret', () => {
    const manifest = container({
      args: [
        '--max-num-batched-tokens=8192',
        '--tokenizer',
        'Qwen/Qwen3-8B',
        '--max-tokens',
        '100',
        '--ssl-keyfile',
        '/etc/tls/tls.key',
        '--served-model-name',
        'key-model',
        '--model=hf://gpt2@main',
      ],
      env: [
        { name: 'TOKENIZERS_PARALLELISM', value: 'false' },
        { name: 'SECRET_NAME', value: 'hub' },
        { name: 'HF_TOKEN_PATH', value: '/var/run/hf/token' },
      ],
    });
    expect(redactSecrets(manifest)).toEqual(manifest);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), secret, ([, manifest], value) => {
        const once = redactSecrets(manifest(value, 'HF_TOKEN', '--api-key'));
        expect(redactSecrets(once)).toEqual(once);
      }),
    );
  });

  it('leaves objects without secrets as they are', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-d]{1,5}$/),
          fc.jsonValue({ depthSize: 'small' }),
        ),
        value => {
          const words = JSON.stringify(value);
          fc.pre(
            !/token|key|secret|pass|pwd|pw|cred|:\/\/|bearer|basic|sig|-|_|eyj|akia/i.test(
              words,
            ),
          );
          expect(JSON.stringify(redactSecrets(value as JsonObject))).toBe(
            words,
          );
        },
      ),
    );
  });

  it('takes time in proportion to the text', () => {
    const text =
      'token '.repeat(2_000) +
      '--a '.repeat(5_000) +
      'x:'.repeat(5_000) +
      '"\\'.repeat(3_000);
    const started = process.cpuUsage();
    redactText(text);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});

describe('secret names', () => {
  it.each([
    ['HF_TOKEN', true],
    ['--api-key', true],
    ['dbPassword', true],
    ['AWS_ACCESS_KEY_ID', true],
    ['TOKENIZER', false],
    ['MAX_TOKENS', false],
    ['secretName', false],
    ['secretKeyRef', false],
    ['PASSWORD_FILE', false],
    ['MONKEY', false],
  ])('%s is secret: %s', (name, expected) => {
    expect(isSecretName(name)).toBe(expected);
  });
});
