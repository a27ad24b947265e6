import { Alert, Button } from '@backstage/ui';
import type {
  AliasRequest,
  Model,
} from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import styles from './dialogs.module.css';

/** Says why a request could not be decided any more, where its alias points instead and since when, and how to go on. */
export function RequestOvertaken(props: {
  /** The live one. */
  model: Model;
  request: AliasRequest;
  /** Words of the server. */
  message: string;
  /** Opens the dialog in which the same move is asked for anew; null when the alias points there already. */
  onAskAgain: (() => void) | null;
}) {
  const t = useText();
  const formats = useFormats();
  const now = useNow();
  const { model, request } = props;
  const nowhere = t('moveAlias.nowhere');
  const current = model.aliases.find(one => one.alias === request.alias);
  const since = current && parseInstant(current.since);
  const to = request.to ?? nowhere;
  const names = { alias: request.alias, to };
  const isThere = (current?.version ?? null) === request.to;
  return (
    <div role="alert" className={styles.overtaken}>
      <Alert
        status="warning"
        icon
        title={t('decide.overTitle')}
        description={
          <>
            {current && since
              ? t('decide.winner', {
                  ...names,
                  version: current.version,
                  who: shortOwner(current.movedBy),
                  when: formats.relative(since, now),
                })
              : t('decide.winnerNowhere', names)}{' '}
            {isThere ? t('decide.isThere') : t('decide.askAgainHint', names)}
            <br />
            {props.message}
          </>
        }
      />
      {!isThere && props.onAskAgain !== null && (
        <Button size="small" variant="secondary" onPress={props.onAskAgain}>
          {t('decide.askAgain', names)}
        </Button>
      )}
    </div>
  );
}
