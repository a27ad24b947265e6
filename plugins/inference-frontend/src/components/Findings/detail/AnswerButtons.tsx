import { useState } from 'react';
import type { Finding } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../format/instant';
import { useFindingRight } from '../../../hooks/findings/useFindingRight';
import { useText } from '../../../translation/useText';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { AnswerDialog, type AnswerKind } from '../answers/AnswerDialog';
import styles from '../Findings.module.css';

const KINDS: readonly AnswerKind[] = ['accept', 'snooze', 'waive'];

/** What people can say about a finding; each asks before it says it. */
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
