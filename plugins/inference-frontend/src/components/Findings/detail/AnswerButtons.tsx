import { useState } from 'react';
import type {
  Finding,
  FindingCause,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../format/instant';
import { useFindingRight } from '../../../hooks/findings/useFindingRight';
import { useText } from '../../../translation/useText';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { ScaleButton } from '../../Remediation/ScaleButton';
import { AnswerDialog, type AnswerKind } from '../answers/AnswerDialog';
import styles from '../Findings.module.css';

const KINDS: readonly AnswerKind[] = ['accept', 'snooze', 'waive'];

/** Findings that a server without replicas would answer; an owner who is missing or a server that is too large is no reason to stop it. */
const SCALED_FOR: ReadonlySet<FindingCause> = new Set([
  'zombie',
  'superseded',
  'crash-looping',
  'stuck-pending',
  'idle',
  'duplicate',
]);

/** What people can say about a finding and do about it; each asks first. */
export function AnswerButtons(props: { finding: Finding; now: InstantMs }) {
  const t = useText();
  const { finding, now } = props;
  const right = useFindingRight(finding.server.id);
  const [asking, setAsking] = useState<AnswerKind | null>(null);
  const blocked =
    finding.state === 'resolved' ? t('findings.alreadyResolved') : null;
  return (
    <div
      className={styles.answers}
      role="group"
      aria-label={t('findings.actions')}
    >
      {KINDS.map(kind => (
        <GuardedButton
          key={kind}
          right={right}
          blocked={blocked}
          onPress={() => setAsking(kind)}
        >
          {t(`findings.${kind}`)}
        </GuardedButton>
      ))}
      {SCALED_FOR.has(finding.cause) && (
        <ScaleButton
          server={finding.server}
          action="scale-to-zero"
          findingId={finding.id}
          blocked={blocked}
        />
      )}
      {asking !== null && (
        <AnswerDialog
          kind={asking}
          findingId={finding.id}
          server={finding.server.name}
          now={now}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
