// What `yarn bench:zombies` does: zombiesProcess.ts <arguments as JSON>
import { classFleet } from './classFleet';
import { detectFleet } from './detectFleet';
import { measureDetection } from './measureDetection';
import { inOutage } from './outage';
import { printScores } from './printScores';
import { renewalFleet } from './renewalFleet';
import { isCalled, scoreFleet } from './score';
import { detect } from '../../plugins/inference-backend/src/decide/zombies/detect';
import type { LabelledServer } from './LabelledServer';

interface Arguments {
  readonly fleet: string | null;
  readonly out: string | null;
  readonly seed: number;
  readonly each: number;
  readonly measure: boolean;
  readonly servers: number;
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const OUTAGES_HOURS = [3, 12, 72];

function compare(title: string, fleet: () => Iterable<LabelledServer>) {
  print(`\n${title}`);
  printScores(scoreFleet(fleet()), print);
  for (const hours of OUTAGES_HOURS) {
    let called = 0;
    for (const server of fleet()) {
      const { history, facts, evaluatedAt } = inOutage(server, hours);
      called += Number(isCalled(detect(history, facts, evaluatedAt), 'medium'));
    }
    print(
      `called when the last ${hours} h have no sample of anything: ${called}`,
    );
  }
}

async function main() {
  const options = JSON.parse(process.argv[2] ?? '{}') as Arguments;
  if (options.fleet !== null) {
    await detectFleet(options.fleet, options.out);
  } else if (options.measure) {
    measureDetection(options.seed, options.servers, print);
  } else {
    const { seed, each } = options;
    compare('Fleet by classes', () => classFleet(seed, each));
    compare('Fleet by events, held out', () => renewalFleet(seed, each * 28));
  }
}

main()
  .catch(error => {
    process.exitCode = 1;
    process.stderr.write(
      `${error.code === 'ENOENT' ? error.message : error.stack}\n`,
    );
  })
  .finally(() => process.disconnect?.());
