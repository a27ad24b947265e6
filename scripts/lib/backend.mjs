import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { root, say } from './process.mjs';

/** Configuration of the demo fleet. */
export const demoConfig = join(root, 'app-config.yaml');

/** Starts the portal with the configuration files that the command line names, or with its demo fleet. */
export async function startPortal(environment, args) {
  const given = configFiles(args);
  const files = given.length > 0 ? given : [demoConfig];
  for (const file of files) {
    if (!existsSync(file)) {
      throw new Error(`configuration ${file} does not exist.`);
    }
  }
  await assertNothingAnswers(files);
  return startBackend(environment, {
    files,
    title:
      given.length === 0 ? 'with its demo fleet' : `with ${files.join(', ')}`,
  });
}

/** Throws when a server listens at the address of the configuration already. */
export async function assertNothingAnswers(files) {
  const url = baseUrl(files);
  if (await answers(url)) {
    throw new Error(
      `something already answers at ${url}. Stop it, or change backend.baseUrl and backend.listen.port.`,
    );
  }
}

/**
 * Starts the backend, which also serves the app, and says where it is once it is ready. Ends with it.
 * `variables` are added to its environment.
 */
export async function startBackend(
  environment,
  { files, title, variables = {}, signal },
) {
  signal?.throwIfAborted();
  const demo = files[0] === demoConfig;
  say(`starting the portal ${title}`);
  const require = createRequire(join(root, 'package.json'));
  const child = spawn(
    'node',
    [
      '--enable-source-maps',
      '--require',
      join(root, 'scripts/lib/end-with-parent.cjs'),
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      ...files.flatMap(file => ['--config', file]),
    ],
    {
      cwd: join(root, 'packages/backend'),
      // Guest sign-in and generated keys are for the demo only; Backstage refuses both in production.
      env: {
        NODE_ENV: demo ? 'development' : 'production',
        LOG_LEVEL: demo ? 'warn' : 'info',
        ...environment,
        ...variables,
      },
      // The channel carries nothing; its end tells the backend of ours.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    },
  );
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => child.kill(name));
  }
  const ended = new Promise(done => child.on('exit', code => done(code ?? 0)));
  announce(baseUrl(files), ended);
  return ended;
}

function configFiles(args) {
  const files = [];
  for (let i = 0; i < args.length; i += 1) {
    const [flag, value] = args[i].startsWith('--config=')
      ? ['--config', args[i].slice('--config='.length)]
      : [args[i], args[i + 1]];
    if (flag !== '--config' || !value) {
      throw new Error(
        `unknown argument ${args[i]}. Usage: npm start [-- --config FILE ... | -- --real]`,
      );
    }
    files.push(isAbsolute(value) ? value : resolve(root, value));
    i += args[i] === '--config' ? 1 : 0;
  }
  return files;
}

function baseUrl(files) {
  const { parse } = createRequire(join(root, 'package.json'))('yaml');
  const urls = files.map(
    file => parse(readFileSync(file, 'utf8'))?.backend?.baseUrl,
  );
  return withEnvironment(
    urls.filter(Boolean).at(-1) ?? 'http://localhost:7007',
  );
}

/** Backstage's own substitution in configuration: ${NAME} and ${NAME:-default}. */
function withEnvironment(text) {
  return text.replace(
    /\$\{(\w+)(?::-([^}]*))?\}/g,
    (_, name, fallback) => process.env[name] || (fallback ?? ''),
  );
}

/** Whether a server is listening at that address. */
function answers(url) {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function announce(url, ended) {
  let running = true;
  ended.then(() => {
    if (running) {
      say('the backend ended before it was ready, see above.');
    }
    running = false;
  });
  while (running) {
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).then(
      response => response.ok,
      () => false,
    );
    if (ready) {
      running = false;
      say(`ready: open ${url}/inference  (Ctrl-C stops it)`);
      return;
    }
    await new Promise(done => setTimeout(done, 500));
  }
}
