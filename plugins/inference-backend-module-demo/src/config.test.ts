import { ConfigReader } from '@backstage/config';
import { readDemoConfig } from './config';

function read(demo: object | undefined) {
  return readDemoConfig(
    new ConfigReader(
      demo === undefined ? {} : { inference: { demo: { ...demo } } },
    ),
  );
}

describe('readDemoConfig', () => {
  it('gives nothing without the section, so that production starts no demo', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read({ enabled: false })).toBeUndefined();
  });

  it('fills in ports and seed', () => {
    expect(read({ enabled: true })).toEqual({
      enabled: true,
      live: true,
      seed: 7,
      clusters: {
        'demo-eu-west': { port: 7341 },
        'demo-us-east': { port: 7342 },
      },
      prometheus: { port: 7343 },
    });
  });

  it('takes single ports', () => {
    expect(
      read({ clusters: { 'demo-us-east': { port: 9000 } } })?.clusters,
    ).toEqual({
      'demo-eu-west': { port: 7341 },
      'demo-us-east': { port: 9000 },
    });
  });

  it.each([
    [
      { prometheus: { port: 'abc' } },
      'inference.demo.prometheus.port must be a number',
    ],
    [{ seed: 1.5 }, 'inference.demo.seed must be a whole number'],
    [
      { clusters: { 'demo-eu-west': { port: 70_000 } } },
      'inference.demo.clusters.demo-eu-west.port must be at most 65535',
    ],
    [
      { clusters: { elsewhere: { port: 1 } } },
      'inference.demo.clusters has unknown keys: elsewhere; remove them',
    ],
  ])('names the key of %j', (demo, message) => {
    expect(() => read(demo)).toThrow(message);
  });
});
