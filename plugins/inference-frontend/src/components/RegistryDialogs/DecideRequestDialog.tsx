import { useState } from 'react';
import type {
  AliasDecision,
  AliasRequest,
  Model,
} from '@inference-portal/plugin-inference-common';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { shortOwner } from '../states/OwnerName';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import { RequestOvertaken } from './RequestOvertaken';
import styles from './dialogs.module.css';

/**
 * Approves or rejects the move of a protected alias; the person who asked may withdraw it. `model` is the live one: when the alias has
 * moved meanwhile, it tells where to.
 */
export function DecideRequestDialog(props: {
  model: Model;
  request: AliasRequest;
  decision: AliasDecision['decision'];
  /** True when the user asked for the move. */
  own: boolean;
  onClose(): void;
  /** Asks for the same move anew. */
  onAskAgain(): void;
}) {
  const t = useText();
  const { model, request, decision } = props;
  const [reason, setReason] = useState('');
  const write = useRegistryWrite(
    (api, body: AliasDecision) =>
      api.decideAliasRequest(model, request.id, body),
    props.onClose,
  );
  const names = {
    alias: request.alias,
    model: shortModelName(model),
    from: request.from ?? t('moveAlias.nowhere'),
    to: request.to ?? t('moveAlias.nowhere'),
  };
  const kind = decision === 'reject' && props.own ? 'withdraw' : decision;
  // It has ended, by another decision or because the alias has moved: nothing is left to decide.
  const isOver = write.problem?.statusCode === 409;
  return (
    <FormDialog
      title={t(`decide.${kind}Title`, names)}
      submit={isOver ? null : t(`decide.${kind}Submit`, names)}
      destructive={decision === 'reject'}
      pending={write.pending}
      problem={isOver ? null : write.problem?.message ?? null}
      onSubmit={() =>
        write.run(
          reason.trim() === ''
            ? { decision }
            : { decision, reason: reason.trim() },
        )
      }
      onClose={props.onClose}
    >
      {isOver ? (
        <RequestOvertaken
          model={model}
          request={request}
          message={write.problem?.message ?? ''}
          onAskAgain={decision === 'approve' ? props.onAskAgain : null}
        />
      ) : (
        <>
          <p className={styles.effect}>{t(`decide.${kind}Effect`, names)}</p>
          <p>
            {t('decide.asked', {
              who: shortOwner(request.requestedBy),
              reason: request.reason ?? t('aliases.noReason'),
            })}
          </p>
          <FormField
            name="reason"
            label={t('decide.reason')}
            help={t('decide.reasonHelp')}
            value={reason}
            onChange={setReason}
            rows={2}
            first
          />
        </>
      )}
    </FormDialog>
  );
}
