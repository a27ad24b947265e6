import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { say, run } from './process.mjs';

/** Majors that Backstage 1.55 runs on. */
const supported = [22, 24];
const wanted = 24;

/** Folder for what is fetched once and shared by all checkouts. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return process.env.INFERENCE_PORTAL_CACHE ?? join(base, 'inference-portal');
}

/** Environment whose `node` is one that Backstage runs on; fetches Node from npm when the running one is not. */
export async function nodeEnvironment() {
  const major = Number(process.versions.node.split('.')[0]);
  const binary = supported.includes(major)
    ? process.execPath
    : await fetchNode();
  return {
    ...process.env,
    PATH: `${dirname(binary)}${delimiter}${process.env.PATH}`,
  };
}

async function fetchNode() {
  // npm publishes Node itself, one package a platform, with the binary inside: no install script, no other download.
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${os}-${process.arch}`;
  const folder = join(cacheFolder(), `node-${wanted}`);
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    say(
      `Node ${
        process.versions.node
      } is running, Backstage needs ${supported.join(
        ' or ',
      )}: fetching Node ${wanted} (${name}) from npm`,
    );
    mkdirSync(folder, { recursive: true });
    const code = await run(
      'npm',
      [
        'install',
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--prefix',
        folder,
        `${name}@${wanted}`,
      ],
      process.env,
      { quiet: true, cwd: folder },
    );
    if (code !== 0 || !existsSync(binary)) {
      throw new Error(
        `npm could not install ${name}@${wanted}. Install Node ${wanted} yourself and run the command again.`,
      );
    }
  }
  return binary;
}
