import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from 'react-router-dom';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useFailingReleases } from '../../hooks/changes/useReleases';
import { serverRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { asFailing } from './FailingRelease';
import { FailingReleaseAlert } from './FailingReleaseAlert';
import styles from './Releases.module.css';

/** In whole; the others are named. */
const SHOWN = 3;

/** Servers of the fleet that a release made worse, each with the way back; nothing while there is none. */
export function FailingReleases({ now }: { now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const link = useRouteRef(serverRouteRef);
  const state = useFailingReleases();
  const releases =
    state.status === 'ready'
      ? state.data.flatMap(one => asFailing(one) ?? [])
      : [];
  if (releases.length === 0) {
    return null;
  }
  const others = releases.slice(SHOWN);
  const toServer = ({ id, name }: { id: string; name: string }) => (
    <Link className={styles.link} to={link({ id })}>
      {name}
    </Link>
  );
  return (
    <section className={styles.releases} aria-label={t('release.failing')}>
      {releases.slice(0, SHOWN).map(release => (
        <FailingReleaseAlert
          key={release.server.id}
          release={release}
          now={now}
          server={<>{toServer(release.server)}: </>}
        />
      ))}
      {others.length > 0 && (
        <p className={styles.others}>
          {t('release.others', { number: formats.count(others.length) })}{' '}
          {others.map(({ server }, index) => (
            <span key={server.id}>
              {index > 0 && ', '}
              {toServer(server)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
