import { useState } from 'react';
import {
  MAX_SNOOZE_DAYS,
  MAX_WAIVER_DAYS,
  type FindingDetail,
  type InferenceApi,
} from '@inference-portal/plugin-inference-common';
import { type InstantMs } from '../../../format/instant';
import { useFindingWrite } from '../../../hooks/findings/useFindings';
import { useText } from '../../../translation/useText';
import { addDays } from '../../Costs/localDate';
import { FormDialog } from '../../RegistryDialogs/FormDialog';
import { FormField } from '../../RegistryDialogs/FormField';
import formStyles from '../../RegistryDialogs/dialogs.module.css';
import { parseUntil, untilBounds } from './untilDay';
import { UntilField } from './UntilField';

/** What people can say about a finding. */
export type AnswerKind = 'snooze' | 'waive' | 'accept';

const LENGTHS: {
  readonly [kind in AnswerKind]: {
    /** Longest, in days. */
    readonly most: number;
    readonly usual: number;
    readonly offered: readonly number[];
  };
} = {
  snooze: { most: MAX_SNOOZE_DAYS, usual: 7, offered: [7, 14, 30] },
  waive: { most: MAX_WAIVER_DAYS, usual: 30, offered: [30, 60, 90] },
  // Lasts until the server is gone or used.
  accept: { most: 1, usual: 1, offered: [] },
};

interface Answer {
  readonly until: string;
  readonly reason: string;
}

function send(
  api: InferenceApi,
  kind: AnswerKind,
  id: string,
  { until, reason }: Answer,
): Promise<FindingDetail> {
  const optional = reason === '' ? null : reason;
  switch (kind) {
    case 'snooze':
      return api.snoozeFinding(id, { until, reason: optional });
    case 'waive':
      return api.waiveFinding(id, { until, reason });
    default:
      return api.acceptFinding(id, { reason: optional });
  }
}

/** Asks for an answer to one finding: until when, and why. */
export function AnswerDialog(props: {
  kind: AnswerKind;
  findingId: string;
  server: string;
  now: InstantMs;
  onClose(): void;
}) {
  const t = useText();
  const { kind, server } = props;
  const { most, usual, offered } = LENGTHS[kind];
  const bounds = untilBounds(props.now, most);
  const [until, setUntil] = useState<string>(addDays(bounds.today, usual));
  const [reason, setReason] = useState('');
  const write = useFindingWrite(
    (api, answer: Answer) => send(api, kind, props.findingId, answer),
    props.onClose,
  );
  const day = parseUntil(until, bounds);
  const blocked = () => {
    if (day === null) {
      return t('findings.untilProblem', {
        earliest: bounds.earliest,
        latest: bounds.latest,
      });
    }
    return kind === 'waive' && reason.trim() === ''
      ? t('findings.reasonMissing')
      : null;
  };
  return (
    <FormDialog
      title={t(`findings.${kind}Title`, { server })}
      submit={
        kind === 'accept'
          ? t('findings.acceptSubmit')
          : t(`findings.${kind}Submit`, { until: day ?? '…' })
      }
      pending={write.pending}
      problem={write.problem?.message ?? null}
      blocked={blocked()}
      onSubmit={() => {
        if (day !== null) {
          write.run({ until: day, reason: reason.trim() });
        }
      }}
      onClose={props.onClose}
    >
      <p className={formStyles.effect}>{t(`findings.${kind}Effect`)}</p>
      {offered.length > 0 && (
        <UntilField
          value={until}
          bounds={bounds}
          lengths={offered}
          onChange={value => {
            write.reset();
            setUntil(value);
          }}
        />
      )}
      <FormField
        name="reason"
        label={t('findings.reason')}
        help={t('findings.reasonHelp')}
        value={reason}
        onChange={value => {
          write.reset();
          setReason(value);
        }}
        rows={3}
        required={kind === 'waive'}
        first
      />
    </FormDialog>
  );
}
