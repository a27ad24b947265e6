import type { WeightFormat } from './architecture';
import { modelName } from './families';
import type { KnownModel } from './KnownModel';
import { gemmaModels } from './models/gemmaModels';
import { llamaModels } from './models/llamaModels';
import { mistralModels } from './models/mistralModels';
import { otherModels } from './models/otherModels';
import { qwen2Models } from './models/qwen2Models';
import { qwen3Models } from './models/qwen3Models';

/** The shipped table; the first match counts. */
export const knownModels: readonly KnownModel[] = [
  ...qwen2Models,
  ...qwen3Models,
  ...llamaModels,
  ...mistralModels,
  ...gemmaModels,
  ...otherModels,
];

/** What publishers add to the name of a quantized copy. */
const FORMATS: readonly (readonly [RegExp, WeightFormat])[] = [
  [/awq/, 'awq'],
  [/gptq|w4a16|int4/, 'gptq'],
  [/mxfp4/, 'mxfp4'],
  [/fp4/, 'nvfp4'],
  [/fp8|w8a8|int8/, 'fp8'],
];

/** What the name of a model says of how its weights are stored; null when nothing. */
export function formatOfName(id: string): WeightFormat | null {
  const name = modelName(id);
  return FORMATS.find(([match]) => match.test(name))?.[1] ?? null;
}

/** Facts of the shipped table, by the id of a model; undefined for models that are not in it. */
export function findKnownModel(id: string): KnownModel | undefined {
  const name = modelName(id);
  return knownModels.find(({ match }) => match.test(name));
}
