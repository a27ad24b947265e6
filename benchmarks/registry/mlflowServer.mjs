import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../e2e/control-plane/lib/cache.mjs';
import { freePorts } from '../../e2e/control-plane/lib/ports.mjs';
import { until } from '../observe/measure.mjs';

const VERSION = '3.17.2';

/** MLflow in a virtual environment outside of the clone; made once. */
function install() {
  const folder = join(dirname(cacheRoot()), 'mlflow', VERSION);
  const done = join(folder, '.complete');
  if (!existsSync(done)) {
    mkdirSync(dirname(folder), { recursive: true });
    console.log(`installing MLflow ${VERSION} into ${folder}`);
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(
      join(folder, 'bin/pip'),
      ['install', '-q', `mlflow==${VERSION}`, 'psycopg2-binary'],
      { stdio: 'inherit' },
    );
    writeFileSync(done, '');
  }
  return join(folder, 'bin/mlflow');
}

/** Fills MLflow's own tables with as many models, versions and aliases; through its API it would take hours. */
function fill(postgres, { models, versions }) {
  const columns = table =>
    postgres
      .sql(
        'mlflow',
        `select column_name from information_schema.columns where table_name = '${table}'`,
      )
      .split('\n');
  const now = Date.now();
  const insert = (table, values, from) => {
    const known = columns(table);
    const used = Object.entries(values).filter(([name]) =>
      known.includes(name),
    );
    postgres.sql(
      'mlflow',
      `insert into ${table} (${used
        .map(([name]) => name)
        .join(', ')}) select ${used
        .map(([, value]) => value)
        .join(', ')} ${from}`,
    );
  };
  const name = `'model-' || lpad(i::text, 5, '0')`;
  const eachModel = `from generate_series(0, ${models - 1}) as i`;
  insert(
    'registered_models',
    {
      name,
      creation_time: now,
      last_updated_time: now,
      description: `'Serves use case ' || (i % 333) || ' of team ' || (i % 50)`,
      workspace: `'default'`,
    },
    eachModel,
  );
  insert(
    'model_versions',
    {
      name,
      version: 'v',
      creation_time: now,
      last_updated_time: now,
      description: `'Version ' || v || ' of model ' || i`,
      current_stage: `'None'`,
      source: `'s3://models/model-' || i || '/' || v`,
      storage_location: `'s3://models/model-' || i || '/' || v`,
      status: `'READY'`,
      workspace: `'default'`,
    },
    `${eachModel} cross join generate_series(1, ${versions}) as v`,
  );
  insert(
    'registered_model_aliases',
    {
      name,
      alias: `'production'`,
      version: Math.max(1, versions - 2),
      workspace: `'default'`,
    },
    eachModel,
  );
  postgres.sql('mlflow', 'analyze');
}

/** Starts a real MLflow server on a database of its own in that PostgreSQL, filled. `stops` gets what ends it, before it answers. */
export async function startMlflow(folder, postgres, size, stops) {
  const program = install();
  const { mlflow: port } = await freePorts(['mlflow']);
  postgres.sql('postgres', 'create database mlflow');
  const log = openSync(join(folder, 'mlflow.log'), 'w');
  const child = spawn(
    program,
    [
      'server',
      '--backend-store-uri',
      `postgresql+psycopg2://${postgres.user}@${postgres.host}:${postgres.port}/mlflow`,
      '--artifacts-destination',
      join(folder, 'artifacts'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ],
    // A group of its own, as the server starts workers.
    { cwd: folder, stdio: ['ignore', log, log], detached: true },
  );
  const ended = new Promise(done => child.once('exit', done));
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  const stop = () => {
    if (!hasEnded) process.kill(-child.pid);
    return ended;
  };
  stops.push(stop);
  const call = async (method, path, query, body) => {
    const text = query ? `?${new URLSearchParams(query)}` : '';
    const response = await fetch(
      `http://127.0.0.1:${port}/api/2.0/mlflow${path}${text}`,
      {
        method,
        headers: body && { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      },
    );
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    }
    return JSON.parse(answer);
  };
  await until(async () => {
    if (hasEnded) {
      throw new Error(`MLflow has ended, see ${join(folder, 'mlflow.log')}`);
    }
    return fetch(`http://127.0.0.1:${port}/health`)
      .then(response => response.ok)
      .catch(() => false);
  }, 200);
  fill(postgres, size);
  return { title: `MLflow ${VERSION}`, call, stop };
}
