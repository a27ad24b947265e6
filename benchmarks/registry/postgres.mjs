import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../e2e/control-plane/lib/ports.mjs';

const PACKAGED = '/usr/lib/postgresql';

/** Folder of `initdb` and `pg_ctl`: POSTGRES_BIN, else the newest of the distribution's. */
function binFolder() {
  const version = existsSync(PACKAGED)
    ? readdirSync(PACKAGED)
        .sort((a, b) => Number(b) - Number(a))
        .at(0)
    : undefined;
  const folder =
    process.env.POSTGRES_BIN ?? join(PACKAGED, version ?? '', 'bin');
  if (!existsSync(join(folder, 'initdb'))) {
    throw new Error(
      `No PostgreSQL server in ${folder}: install one, or set POSTGRES_BIN to the folder of initdb`,
    );
  }
  return folder;
}

/** PostgreSQL refuses to run as root. */
function command(program, args) {
  return process.getuid() === 0
    ? [
        'setpriv',
        [
          '--reuid=postgres',
          '--regid=postgres',
          '--clear-groups',
          program,
          ...args,
        ],
      ]
    : [program, args];
}

function userId(name) {
  return Number(execFileSync('id', ['-u', name], { encoding: 'utf8' }));
}

/** Starts a PostgreSQL server of its own with default settings in `folder`. */
export async function startPostgres(folder) {
  const bin = binFolder();
  const home = join(folder, 'postgres');
  mkdirSync(home);
  if (process.getuid() === 0) chownSync(home, userId('postgres'), 0);
  const { postgres: port } = await freePorts(['postgres']);
  const run = (program, ...args) =>
    execFileSync(...command(join(bin, program), args), {
      cwd: home,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const data = join(home, 'data');
  run('initdb', '-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8');
  execFileSync(
    ...command(join(bin, 'pg_ctl'), [
      '-D',
      data,
      '-o',
      `-p ${port} -k ${home} -c listen_addresses=127.0.0.1`,
      '-l',
      join(home, 'log'),
      '-w',
      'start',
    ]),
    { cwd: home, stdio: 'ignore' },
  );
  const version = run('postgres', '--version').trim();
  return {
    title: version,
    host: '127.0.0.1',
    port,
    user: 'bench',
    sql: (database, text) =>
      run(
        'psql',
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'bench',
        '-d',
        database,
        '-v',
        'ON_ERROR_STOP=1',
        '-qAt',
        '-c',
        text,
      ).trim(),
    stop: () => run('pg_ctl', '-D', data, '-m', 'immediate', 'stop'),
  };
}
