import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { createRegistrySources } from './createRegistrySources';

function read(registries: JsonValue) {
  return createRegistrySources(new ConfigReader({ inference: { registries } }));
}

const mlflow = {
  name: 'training',
  type: 'mlflow',
  url: 'https://mlflow.example.com/prefix/',
};

describe('createRegistrySources', () => {
  it('makes a source of each type', () => {
    const entries = read([
      {
        ...mlflow,
        auth: { type: 'bearer', token: 't' },
        headers: { 'X-Tenant': 'ml' },
        owner: 'ml-platform',
        namespace: 'training',
        include: ['fraud-*'],
        schedule: { frequency: { minutes: 10 }, timeout: { minutes: 5 } },
      },
      { name: 'kf', type: 'kubeflow', url: 'http://registry.kubeflow:8080' },
      { name: 'hub', type: 'hugging-face', models: ['Qwen/Qwen3-8B@v1'] },
      {
        name: 'oci',
        type: 'oci',
        url: 'https://harbor.example.com',
        repositories: ['models/qwen3'],
      },
    ]);
    expect(
      entries.map(entry =>
        entry.status === 'valid'
          ? [entry.source.name, entry.source.type, entry.source.url]
          : entry,
      ),
    ).toEqual([
      ['training', 'mlflow', 'https://mlflow.example.com/prefix'],
      ['kf', 'kubeflow', 'http://registry.kubeflow:8080'],
      ['hub', 'hugging-face', 'https://huggingface.co'],
      ['oci', 'oci', 'https://harbor.example.com'],
    ]);
    expect(entries[0]).toMatchObject({
      schedule: { frequency: { minutes: 10 }, timeout: { minutes: 5 } },
    });
    expect(entries[1]).toMatchObject({ schedule: null });
  });

  it.each([
    ['no type', { name: 'x', url: 'https://x' }, /type/],
    ['an unknown type', { ...mlflow, type: 'vertex' }, /type/],
    ['no URL', { name: 'x', type: 'mlflow' }, /url/],
    ['a URL of another scheme', { ...mlflow, url: 'file:///etc' }, /url/],
    [
      'a password in the URL',
      { ...mlflow, url: 'https://ada:pw@mlflow' },
      /url holds a user/,
    ],
    ['an unknown key', { ...mlflow, tokn: 'x' }, /tokn/],
    ['a header of two lines', { ...mlflow, headers: { a: 'b\nc' } }, /headers/],
    ['an owner of no kind', { ...mlflow, owner: 'api:x' }, /owner/],
    ['nothing to import', { name: 'h', type: 'hugging-face' }, /models/],
    [
      'a schedule that is none',
      { ...mlflow, schedule: { frequency: 'often' } },
      /schedule/,
    ],
    ['a name with a slash', { ...mlflow, name: 'a/b' }, /name/],
    ['no object', 7, /registries\[1\]/],
  ])('says what is wrong with %s; the others work', (_what, entry, message) => {
    const [first, second] = read([
      { ...mlflow, name: 'good' },
      entry as JsonValue,
    ]);
    expect(first?.status).toBe('valid');
    expect(second).toMatchObject({
      status: 'misconfigured',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(/\w/),
    });
    expect(JSON.stringify(second)).not.toContain('pw@');
  });

  it('lets a name be used once', () => {
    expect(read([mlflow, mlflow])).toMatchObject([
      { status: 'valid' },
      { status: 'misconfigured', message: expect.stringContaining('twice') },
    ]);
  });

  it('wants a list', () => {
    expect(read({ a: mlflow })).toMatchObject([{ status: 'misconfigured' }]);
    expect(createRegistrySources(new ConfigReader({}))).toEqual([]);
  });
});
