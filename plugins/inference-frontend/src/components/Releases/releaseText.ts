import type { Formats } from '../../format/createFormats';
import { parseInstant, type InstantMs } from '../../format/instant';
import type { Text } from '../../translation/useText';
import type { FailingRelease } from './FailingRelease';

/** "Errors rose 12× since revision 7, 40 minutes ago". */
export function releaseSentence(
  t: Text,
  formats: Formats,
  { revision, startedAt, symptom }: FailingRelease,
  now: InstantMs,
): string {
  const started = parseInstant(startedAt);
  const since = {
    revision: String(revision),
    when: started === null ? '—' : formats.relative(started, now),
  };
  return symptom.factor === null
    ? t(`release.${symptom.kind}.began`, since)
    : t(`release.${symptom.kind}.rose`, {
        ...since,
        factor: formats.count(
          symptom.factor < 10 ? symptom.factor : Math.round(symptom.factor),
        ),
      });
}

/** The figures behind the sentence: newest hours, then the week before. */
export function releaseFigures(
  t: Text,
  formats: Formats,
  { symptom, judgement }: FailingRelease,
): string {
  const { before, after } = judgement;
  const orDash = (value: number | null, format: (known: number) => string) =>
    value === null ? '—' : format(value);
  return symptom.kind === 'errors'
    ? t('release.errors.figures', {
        share: orDash(after.errorShare, formats.percent),
        requests: orDash(after.requests, formats.count),
        before: orDash(before.errorShare, formats.percent),
      })
    : t('release.restarts.figures', {
        perHour: orDash(after.restartsPerHour, formats.count),
        before: orDash(before.restartsPerHour, formats.count),
      });
}
