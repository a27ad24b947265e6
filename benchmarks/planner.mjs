// yarn bench:planner: pools and tokens that engines reported, beside those that the GPU planner computes
import { start } from './observe/measure.mjs';

const child = start(
  new URL('./planner/plannerProcess.ts', import.meta.url).href,
  [],
);
child.once('exit', code => {
  process.exitCode = code ?? 1;
});
