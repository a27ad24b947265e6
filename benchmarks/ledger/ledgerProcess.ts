// Answers one question of `yarn bench:ledger`: ledgerProcess.ts <arguments as JSON>
import knexFactory from 'knex';
import { isTimezone } from '../../plugins/inference-backend/src/decide/cost/calendar';
import { parseInstant } from '../../plugins/inference-backend/src/decide/cost/parseInstant';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { answer, groupings, type Question } from './answer';
import { InputError, InputProblems } from './InputProblems';
import { type LedgerFiles, LedgerFiller } from './LedgerFiller';

type Arguments = LedgerFiles & { readonly [option: string]: string };

const GRANULARITIES = ['total', 'hour', 'day', 'month'] as const;
/** Of the database's pages. */
const CACHE_KIB = 256 * 1024;
const LONGEST_MS = 10 * 366 * 24 * 3_600_000;

function oneOf<Value extends string>(
  option: string,
  values: readonly Value[],
  told: string | undefined,
): Value {
  const found = values.find(value => value === told);
  if (found === undefined) {
    throw new InputError(
      `--${option} is one of ${values.join(', ')}, not "${told}"`,
    );
  }
  return found;
}

function readInstant(
  option: string,
  text: string | undefined,
  zone: string,
): InstantMs {
  const parsed = parseInstant(text ?? '', zone);
  if (parsed.status === 'invalid') {
    throw new InputError(`--${option}: ${parsed.problem}`);
  }
  return parsed.instant;
}

function readQuestion(options: Arguments): Question {
  const timezone = options.timezone ?? 'UTC';
  if (!isTimezone(timezone)) {
    throw new InputError(
      `--timezone: "${timezone}" is no zone of the IANA database such as Europe/Berlin`,
    );
  }
  const from = readInstant('from', options.from, timezone);
  const to = readInstant('to', options.to, timezone);
  if (to < from) {
    throw new InputError(`--to ${options.to} is before --from ${options.from}`);
  }
  if (to - from > LONGEST_MS) {
    throw new InputError(
      `--to: a window is at most 10 years long, not from ${options.from} to ${options.to}`,
    );
  }
  const granularity = oneOf('granularity', GRANULARITIES, options.granularity);
  return {
    window: { from, to },
    groupBy: oneOf('group-by', groupings, options['group-by']),
    timezone,
    unit: granularity === 'total' ? null : granularity,
  };
}

async function main() {
  const options = JSON.parse(process.argv[2] ?? '{}') as Arguments;
  const question = readQuestion(options);
  const knex = knexFactory({
    client: 'better-sqlite3',
    // Without a name it is a file of its own that goes away with the connection, so that a big fleet needs no memory.
    connection: { filename: '' },
    useNullAsDefault: true,
    // A second connection would be a second, empty database.
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 },
  });
  const warn = (message: string) => process.stderr.write(`${message}\n`);
  try {
    await knex.raw(`pragma cache_size = -${CACHE_KIB}`);
    await knex.raw('pragma journal_mode = memory');
    const filler = await LedgerFiller.create(knex, new InputProblems());
    const store = await filler.fill(options);
    if (filler.homeless > 0) {
      warn(
        `${filler.homeless} allocations are on nodes that no row tells of and count nothing`,
      );
    }
    const result = await answer(store, filler, question, warn);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await knex.destroy();
  }
}

main()
  .catch(error => {
    process.exitCode = 1;
    process.stderr.write(
      `${error instanceof InputError ? error.message : error.stack}\n`,
    );
  })
  .finally(() => process.disconnect?.());
