import { useState } from 'react';
import { Alert } from '@backstage/ui';
import {
  MAX_SNOOZE_DAYS,
  type Finding,
  type FindingsSnoozed,
  type InferenceApi,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../format/instant';
import { useFindingWrite } from '../../../hooks/findings/useFindings';
import { useText } from '../../../translation/useText';
import { addDays } from '../../Costs/localDate';
import { FormDialog } from '../../RegistryDialogs/FormDialog';
import { FormField } from '../../RegistryDialogs/FormField';
import formStyles from '../../RegistryDialogs/dialogs.module.css';
import { parseUntil, untilBounds } from './untilDay';
import { UntilField } from './UntilField';

/** As many as the backend takes at once. */
const AT_ONCE = 200;
const USUAL_DAYS = 7;
const OFFERED_DAYS = [7, 14, 30];

/** Snoozes all of them; tells what was not. */
async function snoozeAll(
  api: InferenceApi,
  ids: readonly string[],
  answer: { until: string; reason: string | null },
): Promise<FindingsSnoozed['failed']> {
  const failed: FindingsSnoozed['failed'] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const part = ids.slice(at, at + AT_ONCE);
    failed.push(...(await api.snoozeFindings({ ...answer, ids: part })).failed);
  }
  return failed;
}

/** Snoozes many findings at once. It stays open to tell which ones were refused, and why. */
export function SnoozeManyDialog(props: {
  findings: readonly Finding[];
  now: InstantMs;
  onClose(): void;
}) {
  const t = useText();
  // Those that were snoozed leave the list, while this dialog still speaks of them.
  const [findings] = useState(props.findings);
  const bounds = untilBounds(props.now, MAX_SNOOZE_DAYS);
  const [until, setUntil] = useState<string>(addDays(bounds.today, USUAL_DAYS));
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<FindingsSnoozed['failed']>([]);
  const write = useFindingWrite(
    (api, answer: { until: string; reason: string | null }) =>
      snoozeAll(
        api,
        findings.map(({ id }) => id),
        answer,
      ),
    refused => {
      setFailed(refused);
      if (refused.length === 0) {
        props.onClose();
      }
    },
  );
  const day = parseUntil(until, bounds);
  const nameOf = (id: string) =>
    findings.find(finding => finding.id === id)?.server.name ?? id;
  const title = t('findings.snoozeManyTitle', { count: findings.length });
  if (failed.length > 0) {
    return (
      <FormDialog
        title={title}
        submit={null}
        pending={false}
        problem={null}
        onSubmit={props.onClose}
        onClose={props.onClose}
      >
        <div role="alert">
          <Alert
            status="warning"
            icon
            title={t('findings.snoozedSome', { count: failed.length })}
            description={
              <ul className={formStyles.evidence}>
                {failed.map(({ id, message }) => (
                  <li key={id}>
                    {nameOf(id)}: {message}
                  </li>
                ))}
              </ul>
            }
          />
        </div>
      </FormDialog>
    );
  }
  return (
    <FormDialog
      title={title}
      submit={t('findings.snoozeSubmit', { until: day ?? '…' })}
      pending={write.pending}
      problem={write.problem?.message ?? null}
      blocked={
        day === null
          ? t('findings.untilProblem', {
              earliest: bounds.earliest,
              latest: bounds.latest,
            })
          : null
      }
      onSubmit={() => {
        if (day !== null) {
          const words = reason.trim();
          write.run({ until: day, reason: words === '' ? null : words });
        }
      }}
      onClose={props.onClose}
    >
      <p className={formStyles.effect}>{t('findings.snoozeEffect')}</p>
      <UntilField
        value={until}
        bounds={bounds}
        lengths={OFFERED_DAYS}
        onChange={setUntil}
      />
      <FormField
        name="reason"
        label={t('findings.reason')}
        help={t('findings.reasonHelp')}
        value={reason}
        onChange={setReason}
        rows={3}
        first
      />
    </FormDialog>
  );
}
