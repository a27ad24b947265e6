import { Alert } from '@backstage/ui';
import { useText } from '../../translation/useText';
import { CopyButton } from '../states/CopyButton';
import type { ShownPlan } from './shownPlan';
import styles from './Changes.module.css';

/** Text of several lines to be read and copied. */
export function Copyable(props: { label: string; text: string }) {
  return (
    <div className={styles.copyable}>
      <div className={styles.copyHead}>
        <strong>{props.label}</strong>
        <CopyButton text={props.text} />
      </div>
      <pre
        className={styles.text}
        // Long lines scroll; the keyboard has to get there.
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
        role="group"
        aria-label={props.label}
      >
        {props.text}
      </pre>
    </div>
  );
}

/** The change to make where the object is managed, to be copied. */
export function PlanProposal(props: {
  proposal: NonNullable<ShownPlan['proposal']>;
}) {
  const t = useText();
  const { manager, instance, message, commands, patch } = props.proposal;
  return (
    <>
      <Alert
        status="info"
        icon
        title={t('changes.proposeTitle', {
          manager: t(`manager.${manager}`),
          instance: instance ?? '—',
        })}
        description={message}
      />
      {patch !== '' && <Copyable label={t('changes.patch')} text={patch} />}
      {commands.length > 0 && (
        <Copyable label={t('changes.commands')} text={commands.join('\n')} />
      )}
    </>
  );
}
