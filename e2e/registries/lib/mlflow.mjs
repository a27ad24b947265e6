import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { virtualEnvironment } from '../../control-plane/lib/python.mjs';

const file = join(import.meta.dirname, '../mlflow/requirements.txt');

/** The `mlflow` program of a virtual environment. Some 850 MB and a few minutes of downloads the first time. */
export async function mlflowProgram(options) {
  const programs = await virtualEnvironment(
    {
      name: 'mlflow',
      requirements: readFileSync(file),
      install: ['--requirement', file],
    },
    options,
  );
  return join(programs, 'mlflow');
}
