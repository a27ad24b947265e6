import type { DeploymentRequest } from '../request/DeploymentRequest';
import { settingsOf } from './settingsTable';
import { vllmFlags } from './vllmFlags';
import { isWithin } from './versionOrder';

/** What KServe says itself: the weights lie in a folder that it fetched, at the commit that the address names. */
const SAID_BY_KSERVE = new Set([
  '--served-model-name',
  '--revision',
  '--tokenizer-revision',
  '--code-revision',
]);

const kserveFlags = vllmFlags.filter(({ key }) => !SAID_BY_KSERVE.has(key));

/** KServe's template hands what it is given to a shell, so nothing that a shell reads may be in it. */
const PLAIN = /^[\w.,:/@%+=-]+$/;

/** Whether a text means itself in the shell of KServe's template. */
export function isPlainWord(text: string): boolean {
  return PLAIN.test(text);
}

/** Settings whose values KServe's template would not hand on as they are; each begins with the name of the field. */
export function unplainSettings(request: DeploymentRequest): readonly string[] {
  return kserveFlags
    .filter(row => isWithin(request.engine.version, row))
    .flatMap(row => {
      const value = row.value(request);
      return typeof value === 'string' && !isPlainWord(value)
        ? [
            `${row.field}: KServe hands it to a shell; use letters, digits and . , : / @ % + = - only`,
          ]
        : [];
    });
}

/** Arguments of vLLM that KServe adds to its own, as one text. */
export function kserveArguments(request: DeploymentRequest): string {
  const words = settingsOf(kserveFlags, request).map(({ key, value }) =>
    value === true ? key : `${key}=${value}`,
  );
  const unplain = words.find(word => !isPlainWord(word));
  if (unplain !== undefined) {
    throw new Error(`${unplain} is no plain word of a shell`);
  }
  return words.join(' ');
}
