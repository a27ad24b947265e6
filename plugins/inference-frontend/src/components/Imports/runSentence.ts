import type { ImportRun } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';

type Counted = 'models' | 'versions' | 'aliases';

const COUNTED: readonly Counted[] = ['models', 'versions', 'aliases'];

/** How many things a run has looked at so far. */
export function seenBy(run: ImportRun): number {
  return COUNTED.reduce((sum, of) => {
    const { created, changed, unchanged, skipped } = run[of];
    return sum + created + changed + unchanged + skipped;
  }, 0);
}

/** What a run wrote, or would write, in one sentence: `2 models and 14 versions are new, 1 alias has moved.` */
export function runSentence(t: Text, formats: Formats, run: ImportRun): string {
  const parts = (kind: 'created' | 'changed') =>
    COUNTED.filter(of => run[of][kind] > 0).map(of =>
      t(`imports.count.${of}`, { count: run[of][kind] }),
    );
  const created = parts('created');
  const changed = parts('changed');
  const sentences = [
    created.length > 0 && t('imports.new', { what: formats.list(created) }),
    changed.length > 0 && t('imports.changed', { what: formats.list(changed) }),
    run.retired > 0 && t('imports.retired', { count: run.retired }),
    run.restored > 0 && t('imports.restored', { count: run.restored }),
  ].filter(sentence => sentence !== false);
  if (sentences.length > 0) {
    return sentences.join(' ');
  }
  if (seenBy(run) === 0) {
    return t('imports.nothingRead');
  }
  return t(run.dryRun ? 'imports.nothingDry' : 'imports.nothing', {
    number: formats.count(seenBy(run)),
  });
}
