import { Alert } from '@backstage/ui';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import { largestUnit } from '../../format/createFormats';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useServerRate } from '../../hooks/useServerRate';
import { useText, type Text } from '../../translation/useText';
import { needsAttention, toneOf } from '../states/serverStates';
import { StateBadge } from '../states/StateBadge';
import styles from './Server.module.css';

/** How long something has lasted, as the end of a sentence: "for 3 days". */
export function lastingSince(
  t: Text,
  since: InstantMs | null,
  now: InstantMs,
): string {
  if (since === null) {
    return t('server.sinceUnknown');
  }
  const { value, unit } = largestUnit(Math.max(0, now - since));
  switch (unit) {
    case 'day':
      return t('server.sinceDays', { count: value });
    case 'hour':
      return t('server.sinceHours', { count: value });
    case 'minute':
      return t('server.sinceMinutes', { count: value });
    default:
      return t('server.sinceSeconds');
  }
}

/** How the server is, in a sentence, and why when it is not well. */
export function ServerHead(props: {
  server: ModelServerDetail;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { server, now } = props;
  const perDay = useServerRate(server.id);
  const orDash = (value: number | null) =>
    value === null ? '—' : formats.count(value);
  const showReason =
    server.stateReason !== null &&
    (needsAttention(server.state) || toneOf(server.state) === 'warning');
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2>{server.name}</h2>
        <StateBadge state={server.state} reason={server.stateReason} />
      </div>
      <p className={styles.sentence}>
        {t(`server.sentence.${server.state}`, {
          model: server.model.id ?? t('server.someModel'),
          since: lastingSince(t, parseInstant(server.stateSince), now),
        })}
      </p>
      <p className={styles.meta}>
        {t('server.facts', {
          revision: orDash(server.currentRevision),
          gpus:
            server.gpus.held === null
              ? '—'
              : formats.gpus(server.gpus.held, server.gpus.product),
          ready: orDash(server.replicas.ready),
          desired: orDash(server.replicas.desired),
        })}
        {perDay !== null && (
          <>
            {' · '}
            <span
              title={t('servers.costValue', {
                cost: formats.money(perDay.micros, perDay.currency),
              })}
            >
              {t('server.perDay', {
                cost: formats.moneyShort(perDay.micros, perDay.currency),
              })}
            </span>
          </>
        )}
      </p>
      {showReason && (
        <Alert
          status={toneOf(server.state) === 'bad' ? 'danger' : 'warning'}
          icon
          title={t('server.reason')}
          description={server.stateReason}
        />
      )}
    </header>
  );
}
