import { Alert } from '@backstage/ui';
import type {
  AliasRequest,
  Model,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useDecisionRight } from '../../../hooks/registry/useModelPermission';
import { useIdentity } from '../../../hooks/useIdentity';
import { useText } from '../../../translation/useText';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { shortOwner } from '../../states/OwnerName';
import type { ModelActions } from '../modelActions';
import styles from '../Model.module.css';

/** Who asked may always withdraw. */
const WITHDRAWAL = { allowed: true, reason: null };

/** Moves of protected aliases that wait for a second person. Nothing when there are none. */
export function PendingRequests(props: {
  model: Model;
  now: InstantMs;
  actions: ModelActions;
}) {
  const pending = props.model.pendingRequests.filter(
    ({ status }) => status === 'pending',
  );
  return (
    <>
      {pending.map(request => (
        <PendingRequest key={request.id} request={request} {...props} />
      ))}
    </>
  );
}

function PendingRequest(props: {
  model: Model;
  request: AliasRequest;
  now: InstantMs;
  actions: ModelActions;
}) {
  const t = useText();
  const formats = useFormats();
  const identity = useIdentity();
  const { request, actions } = props;
  const own = request.requestedBy === identity?.userRef;
  const right = useDecisionRight(props.model, request.alias);
  const at = parseInstant(request.requestedAt);
  const nowhere = t('moveAlias.nowhere');
  return (
    <Alert
      status="info"
      icon
      title={t('aliases.pendingTitle', {
        alias: request.alias,
        from: request.from ?? nowhere,
        to: request.to ?? nowhere,
      })}
      description={t('aliases.pending', {
        who: shortOwner(request.requestedBy),
        when: at === null ? '—' : formats.relative(at, props.now),
        reason: request.reason ?? t('aliases.noReason'),
      })}
      customActions={
        <span className={styles.chips}>
          <GuardedButton
            right={right}
            variant="primary"
            blocked={own ? t('aliases.own') : null}
            onPress={() => actions.decide(request, 'approve')}
          >
            {t('aliases.approve')}
          </GuardedButton>
          <GuardedButton
            right={own ? WITHDRAWAL : right}
            onPress={() => actions.decide(request, 'reject')}
          >
            {own ? t('aliases.withdraw') : t('aliases.reject')}
          </GuardedButton>
        </span>
      }
    />
  );
}
