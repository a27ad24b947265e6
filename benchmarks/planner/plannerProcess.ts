// What `yarn bench:planner` does.
import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';
import {
  type ReportedPool,
  reportedPools,
} from '../../plugins/inference-backend/src/decide/planner/__fixtures__/reportedPools';
import { reportedTokens } from '../../plugins/inference-backend/src/decide/planner/__fixtures__/reportedTokens';
import { planGpus } from '../../plugins/inference-backend/src/decide/planner/planGpus';

const PLANS = 20_000;

function plan(request: GpuPlanRequest) {
  const outcome = planGpus(request, { found: [], priceOf: () => null });
  if (outcome.status === 'refused') throw new Error(outcome.problem);
  return outcome.plan;
}

const print = (...cells: readonly (string | number)[]) =>
  console.log(`| ${cells.join(' | ')} |`);

function printPools(title: string, pools: readonly ReportedPool[]): void {
  const errors: number[] = [];
  console.log(`\n${title}\n`);
  print('model', 'vLLM', 'TP', 'PP', 'reported GiB', 'planned GiB', 'error');
  print('---', '---', '---:', '---:', '---:', '---:', '---:');
  for (const { request, poolGiB } of pools) {
    const planned = plan(request).kvPoolGiB ?? 0;
    errors.push(Math.abs(planned - poolGiB));
    print(
      request.model.id,
      request.engine.version ?? '',
      request.tensorParallel ?? 1,
      request.pipelineParallel ?? 1,
      poolGiB.toFixed(2),
      planned.toFixed(2),
      (planned - poolGiB).toFixed(2),
    );
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  console.log(
    `\n${errors.length} pools: ${mean.toFixed(
      2,
    )} GiB off on the average, ${Math.max(...errors).toFixed(2)} at most`,
  );
}

printPools(
  'Pools that the constants were fitted to',
  reportedPools.filter(({ calibrated }) => calibrated),
);
printPools(
  'Pools that were kept back',
  reportedPools.filter(({ calibrated }) => !calibrated),
);

console.log('\nTokens of reported pools\n');
print('model', 'engine', 'reported', 'planned', 'error');
print('---', '---', '---:', '---:', '---:');
for (const { request, tokens } of reportedTokens) {
  const planned = plan(request).kvTokens ?? 0;
  print(
    request.model.id,
    `${request.engine.name} ${request.engine.version}`,
    tokens,
    planned,
    `${((planned / tokens - 1) * 100).toFixed(3)} %`,
  );
}

const begin = process.hrtime.bigint();
for (let count = 0; count < PLANS; count += 1) {
  const one = reportedPools[count % reportedPools.length];
  if (one) plan(one.request);
}
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
console.log(`\n${Math.round(PLANS / seconds)} plans a second`);
