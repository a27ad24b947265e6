import type { Finding } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';
import { figureOf, wordOf } from './reasonFigures';

type Told = Pick<Finding, 'cause' | 'reasons' | 'summary'>;

function reasonOf(finding: Told, code: string) {
  return finding.reasons.find(reason => reason.code === code);
}

function unused(finding: Told, t: Text, formats: Formats): string | null {
  const silent = reasonOf(finding, 'silent-for');
  const never = reasonOf(finding, 'never-used');
  const days = figureOf(silent ?? never, 'days');
  if (days === null) {
    return null;
  }
  const span = formats.span(days);
  const schedule = wordOf(reasonOf(finding, 'declared-schedule'), 'schedule');
  if (schedule !== null) {
    return t('findings.sentence.scheduled', { schedule, span });
  }
  const rate = figureOf(reasonOf(finding, 'flat-requests'), 'requestsPerHour');
  if (rate !== null) {
    return t('findings.sentence.flat', { rate: formats.count(rate), span });
  }
  if (never) {
    return t('findings.sentence.never', { span });
  }
  return wordOf(silent, 'pattern') === 'daily-use'
    ? t('findings.sentence.unusedDaily', { span })
    : t('findings.sentence.unused', { span });
}

function superseded(finding: Told, t: Text, formats: Formats): string | null {
  const rest = unused(finding, t, formats);
  const newer = figureOf(reasonOf(finding, 'newer-version-serves'), 'days');
  if (rest === null) {
    return null;
  }
  return newer === null
    ? `${t('findings.sentence.supersededSome')} ${rest}`
    : `${t('findings.sentence.superseded', {
        span: formats.span(newer),
      })} ${rest}`;
}

function roomy(finding: Told, t: Text, formats: Formats): string | null {
  const load = reasonOf(finding, 'load');
  const cache = figureOf(load, 'kvCacheP95');
  const replicas = figureOf(load, 'replicas');
  return cache === null || replicas === null
    ? null
    : t('findings.sentence.roomy', {
        share: formats.percent(cache),
        count: replicas,
      });
}

function told(finding: Told, t: Text, formats: Formats): string | null {
  switch (finding.cause) {
    case 'zombie':
    case 'idle':
      return unused(finding, t, formats);
    case 'superseded':
      return superseded(finding, t, formats);
    case 'crash-looping': {
      const days = figureOf(reasonOf(finding, 'crash-looping'), 'days');
      return days === null
        ? null
        : t('findings.sentence.crashLooping', { span: formats.span(days) });
    }
    case 'stuck-pending': {
      const hours = figureOf(reasonOf(finding, 'pending-for'), 'hours');
      return hours === null
        ? null
        : t('findings.sentence.pending', { span: formats.span(hours / 24) });
    }
    case 'orphaned':
      return t('findings.sentence.orphaned');
    case 'duplicate': {
      const server = wordOf(reasonOf(finding, 'same-model-beside'), 'server');
      return server && t('findings.sentence.duplicate', { server });
    }
    case 'over-provisioned':
      return roomy(finding, t, formats);
    default:
      return null;
  }
}

/** The evidence of a finding in one sentence; the one of the backend where its figures are not what this page knows. */
export function findingSentence(
  finding: Told,
  t: Text,
  formats: Formats,
): string {
  return told(finding, t, formats) ?? finding.summary;
}
