import { Alert, Button } from '@backstage/ui';
import type { AliasState } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';

/** Says that somebody else moved an alias first, and what they chose. */
export function AliasOvertaken(props: {
  alias: string;
  /** Where it pointed for the user; null for nowhere. */
  seen: string | null;
  /** Where it points now; null for nowhere. */
  current: AliasState | null;
  /** Words of the server. */
  message: string;
  onLookAgain(): void;
}) {
  const t = useText();
  const formats = useFormats();
  const now = useNow();
  const { alias, current } = props;
  const nowhere = t('moveAlias.nowhere');
  const since = current && parseInstant(current.since);
  return (
    <div role="alert">
      <Alert
        status="warning"
        icon
        title={t('moveAlias.overtakenTitle', { alias })}
        description={
          <>
            {current && since !== null
              ? t('moveAlias.overtaken', {
                  alias,
                  version: current.version,
                  who: shortOwner(current.movedBy),
                  when: formats.relative(since, now),
                  seen: props.seen ?? nowhere,
                })
              : t('moveAlias.overtakenGone', {
                  alias,
                  seen: props.seen ?? nowhere,
                })}
            <br />
            {props.message}
          </>
        }
        customActions={
          <Button size="small" variant="secondary" onPress={props.onLookAgain}>
            {t('moveAlias.lookAgainAction')}
          </Button>
        }
      />
    </div>
  );
}
