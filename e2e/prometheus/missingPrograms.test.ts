import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realServers, testFolder } from './servers';

const runner = join(__dirname, 'run.mjs');

/** Runs the suite with a PATH that leads to the named scripts only. */
function run(
  name: string,
  scripts: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
) {
  const folder = join(testFolder, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(scripts)) {
    writeFileSync(join(folder, file), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, file), 0o755);
  }
  const { status, stderr } = spawnSync(process.execPath, [runner], {
    env: { PATH: folder, HOME: testFolder, ...env },
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('npm run test:prometheus', () => {
  it('says what is missing and how to get it on a machine without Prometheus and Go', () => {
    const { status, stderr } = run('no-programs', {});
    expect(status).toBe(1);
    expect(stderr).toContain('Prometheus 2.x with promtool');
    expect(stderr).toContain('apt-get install');
    expect(stderr).toContain('INFERENCE_PORTAL_PROMETHEUS_2');
    expect(stderr).toContain('Prometheus 3.x with promtool');
    expect(stderr).toContain('https://go.dev/doc/install');
    expect(stderr).toContain('INFERENCE_PORTAL_PROMETHEUS_3');
  });

  it('asks for Prometheus 2 alone where Go can build Prometheus 3', () => {
    const { status, stderr } = run('only-go', { go: 'echo go version go1.26' });
    expect(status).toBe(1);
    expect(stderr).toContain('Prometheus 2.x with promtool');
    expect(stderr).not.toContain('Prometheus 3.x');
  });

  it('asks for Prometheus 3 alone where the PATH leads to Prometheus 2', () => {
    const { status, stderr } = run('only-2', {
      prometheus: 'echo "prometheus, version 2.42.0"',
      promtool: 'echo "promtool, version 2.42.0"',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('Prometheus 3.x with promtool');
    expect(stderr).not.toContain('Prometheus 2.x');
  });

  it('refuses a folder that holds another generation, and names the variable', () => {
    const { status, stderr } = run(
      'wrong-folder',
      {
        prometheus: `echo "prometheus, version ${realServers.prometheus3.version}"`,
        promtool: `echo "promtool, version ${realServers.prometheus3.version}"`,
      },
      { INFERENCE_PORTAL_PROMETHEUS_2: join(testFolder, 'wrong-folder') },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('INFERENCE_PORTAL_PROMETHEUS_2 names');
    expect(stderr).toContain('2.x');
  });
});
