import { ConfigReader } from '@backstage/config';
import { displayUrl, readPrometheusSources } from './PrometheusConfig';

function read(prometheus: unknown) {
  return readPrometheusSources(
    new ConfigReader({ inference: { prometheus } as never }),
  );
}

describe('readPrometheusSources', () => {
  it('fills in what is left out', () => {
    expect(
      read([{ name: 'main', url: 'https://prometheus.example.com/prom/' }]),
    ).toEqual([
      {
        status: 'valid',
        source: {
          name: 'main',
          url: 'https://prometheus.example.com/prom',
          clusters: null,
          auth: null,
          headers: {},
          caFile: null,
          skipTLSVerify: false,
          timeoutMs: 10_000,
        },
      },
    ]);
  });

  it('takes credentials out of the address', () => {
    const [entry] = read([
      { name: 'main', url: 'https://ada:l%3Aove@p.example.com' },
    ]);
    expect(entry).toMatchObject({
      source: {
        url: 'https://p.example.com',
        auth: { type: 'basic', username: 'ada', password: 'l:ove' },
      },
    });
  });

  it('names the key of what is wrong and keeps the others', () => {
    const entries = read([
      { name: 'good', url: 'http://a' },
      { name: 'bad', url: 'prometheus:9090', timeoutSeconds: 0 },
      { url: 'http://b' },
      { name: 'typo', url: 'http://c', header: {} },
      { name: 'half', url: 'http://d', auth: { type: 'basic', username: 'x' } },
      'http://e',
    ]);
    expect(entries.map(entry => entry.status)).toEqual([
      'valid',
      'misconfigured',
      'misconfigured',
      'misconfigured',
      'misconfigured',
      'misconfigured',
    ]);
    const messages = entries.map(entry =>
      entry.status === 'misconfigured' ? `${entry.name}: ${entry.message}` : '',
    );
    expect(messages[1]).toContain(
      'bad: inference.prometheus[1].url: must be an absolute http or https URL',
    );
    expect(messages[1]).toContain('inference.prometheus[1].timeoutSeconds');
    expect(messages[2]).toContain('inference.prometheus[2].name');
    expect(messages[3]).toContain('header');
    expect(messages[4]).toContain('inference.prometheus[4].auth.password');
    expect(messages[5]).toContain('inference.prometheus[5]');
  });

  it('never repeats a secret in a message', () => {
    const [entry] = read([
      {
        name: 'a',
        url: 'no url',
        auth: { type: 'bearer', token: 'hunter2\n' },
      },
    ]);
    expect(entry?.status).toBe('misconfigured');
    expect(JSON.stringify(entry)).not.toContain('hunter2');
  });

  it('refuses a second entry of the same name', () => {
    const entries = read([
      { name: 'a', url: 'http://a' },
      { name: 'a', url: 'http://b' },
    ]);
    expect(entries[1]).toMatchObject({
      status: 'misconfigured',
      message: expect.stringContaining('used twice'),
    });
  });

  it('refuses something else than a list', () => {
    expect(read({ url: 'http://a' })).toMatchObject([
      {
        status: 'misconfigured',
        message: 'inference.prometheus must be a list',
      },
    ]);
    expect(readPrometheusSources(new ConfigReader({}))).toEqual([]);
  });
});

describe('displayUrl', () => {
  it('shows no credentials', () => {
    expect(displayUrl('https://a:b@c.example/d/?token=e#f')).toBe(
      'https://c.example/d',
    );
    expect(displayUrl('nonsense')).toBeNull();
  });
});
