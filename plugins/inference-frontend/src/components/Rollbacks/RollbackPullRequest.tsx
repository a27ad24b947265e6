import { Alert, ButtonLink } from '@backstage/ui';
import type { Rollback } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';

/** The pull request of a rollback: where it stands, and the way there. */
export function RollbackPullRequest(props: {
  pullRequest: NonNullable<Rollback['pullRequest']>;
  /** While the cluster does not run it yet. */
  waits: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const { number, state, until, url } = props.pullRequest;
  const end = parseInstant(until);
  return (
    <Alert
      status={state === 'open' ? 'warning' : 'info'}
      icon
      title={t(`rollback.pullRequest.${state}`, { number: String(number) })}
      description={
        props.waits
          ? t(`rollback.pullRequest.waits.${state}`, {
              when: end === null ? '—' : formats.dateTime(end),
            })
          : undefined
      }
      customActions={
        <ButtonLink variant="secondary" href={url}>
          {t('rollback.pullRequest.look')}
        </ButtonLink>
      }
    />
  );
}
