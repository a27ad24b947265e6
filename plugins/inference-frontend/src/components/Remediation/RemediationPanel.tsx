import { Alert } from '@backstage/ui';
import type { Remediation } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import {
  isWriting,
  useRemediation,
  useRemediations,
} from '../../hooks/changes/useRemediations';
import { useText } from '../../translation/useText';
import { ChangeEvents } from '../Changes/ChangeEvents';
import { Panel } from '../layout/Panel';
import { Moment } from '../states/Moment';
import { shortOwner } from '../states/OwnerName';
import { ScaleButton } from './ScaleButton';
import styles from '../Changes/Changes.module.css';

function Happened({ id }: { id: string }) {
  const t = useText();
  const state = useRemediation(id);
  if (state.status !== 'ready') {
    return state.status === 'loading' ? (
      <p className={styles.note}>{t('states.loading')}</p>
    ) : (
      <p className={styles.note}>{state.message}</p>
    );
  }
  return (
    <ChangeEvents
      events={state.data.events}
      stateName={one => t(`remediation.states.${one}`)}
    />
  );
}

function Latest(props: { remediation: Remediation; now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const { remediation, now } = props;
  const { action, state, actor, problem, refusedRequests } = remediation;
  const watched = parseInstant(remediation.watchedUntil);
  return (
    <div className={styles.progress}>
      <p className={styles.sentence} role="status">
        {t(`remediation.sentence.${action}.${state}`)}
      </p>
      <p className={styles.meta}>
        {t('remediation.by', { who: shortOwner(actor) })}{' '}
        <Moment at={parseInstant(remediation.startedAt)} now={now} />
        {' · '}
        <q>{remediation.reason}</q>
      </p>
      {problem !== null && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('remediation.problem')}
            description={problem}
          />
        </div>
      )}
      {watched !== null && state === 'watching' && (
        <p className={styles.note} title={formats.utc(watched)}>
          {t('remediation.watched', { when: formats.dateTime(watched) })}{' '}
          {refusedRequests === null
            ? t('remediation.refusedUnknown')
            : t('remediation.refused', { count: refusedRequests })}
        </p>
      )}
      {remediation.restorable && action === 'scale-to-zero' && (
        <div className={styles.actions}>
          <ScaleButton
            server={remediation.server}
            action="restore"
            blocked={
              isWriting(remediation) ? t('remediation.stillWriting') : null
            }
          />
        </div>
      )}
      <Happened id={remediation.id} />
    </div>
  );
}

/** What the portal did to a server last and how it goes, with the way back. Nothing when it never did anything. */
export function RemediationPanel(props: { serverId: string; now: InstantMs }) {
  const t = useText();
  const state = useRemediations(props.serverId);
  // A page about something else is no place for what cannot be read here.
  const latest = state.status === 'ready' ? state.data.items[0] : undefined;
  return latest === undefined ? null : (
    <Panel title={t('remediation.panel')}>
      <Latest remediation={latest} now={props.now} />
    </Panel>
  );
}
