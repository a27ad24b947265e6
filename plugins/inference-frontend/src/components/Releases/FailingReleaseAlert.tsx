import { Alert } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useRunningRollback } from '../../hooks/changes/useRollbacks';
import { useText } from '../../translation/useText';
import { RollbackButton } from '../Rollbacks/RollbackButton';
import type { FailingRelease } from './FailingRelease';
import { releaseFigures, releaseSentence } from './releaseText';

/** Says what is worse since a release, with the figures, and offers the way back. */
export function FailingReleaseAlert(props: {
  release: FailingRelease;
  now: InstantMs;
  /** Before the sentence, where a page is about many servers. */
  server?: ReactNode;
}) {
  const t = useText();
  const formats = useFormats();
  const { release, now } = props;
  const running = useRunningRollback(release.server.id);
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={
          <>
            {props.server}
            {releaseSentence(t, formats, release, now)}
          </>
        }
        description={
          <>
            {releaseFigures(t, formats, release)}
            {release.judgement.partial && ` ${t('release.partial')}`}
          </>
        }
        customActions={
          <RollbackButton
            server={release.server}
            amongOthers={props.server !== undefined}
            blocked={running ? t('rollback.goesOn') : null}
          />
        }
      />
    </div>
  );
}
