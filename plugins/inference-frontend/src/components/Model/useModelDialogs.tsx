import { useMemo, useState, type ReactNode } from 'react';
import {
  inferenceModelAliasMovePermission,
  inferenceModelProtectedAliasMovePermission,
  inferenceModelRegisterPermission,
  inferenceModelRetirePermission,
  type AliasDecision,
  type AliasRequest,
  type Model,
  type ModelRef,
  type ModelVersion,
} from '@inference-portal/plugin-inference-common';
import { useModel } from '../../hooks/registry/useModel';
import { useModelPermission } from '../../hooks/registry/useModelPermission';
import { useIdentity } from '../../hooks/useIdentity';
import { DecideRequestDialog } from '../RegistryDialogs/DecideRequestDialog';
import { EditModelDialog } from '../RegistryDialogs/EditModelDialog';
import { MoveAliasDialog } from '../RegistryDialogs/MoveAliasDialog';
import { RegisterVersionDialog } from '../RegistryDialogs/RegisterVersionDialog';
import { RetireDialog } from '../RegistryDialogs/RetireDialog';
import type { ModelActions } from './modelActions';

type Open =
  | { readonly kind: 'register-version' }
  | { readonly kind: 'edit' }
  | {
      readonly kind: 'move-alias';
      readonly alias: string | null;
      readonly version: string | null;
    }
  | { readonly kind: 'retire'; readonly version: ModelVersion }
  | {
      readonly kind: 'decide';
      readonly request: AliasRequest;
      readonly decision: AliasDecision['decision'];
    };

/** The actions on one model, and a function that draws the dialog that is open. */
export function useModelDialogs(
  ref: ModelRef,
  onRegistered: (version: string) => void,
): {
  actions: ModelActions;
  dialog(model: Model, versions: readonly ModelVersion[]): ReactNode;
} {
  const [open, setOpen] = useState<Open | null>(null);
  const identity = useIdentity();
  const state = useModel(ref);
  const owner = state.status === 'ready' ? state.data.owner : undefined;
  const register = useModelPermission(
    inferenceModelRegisterPermission,
    ref,
    owner,
  );
  const moveAlias = useModelPermission(
    inferenceModelAliasMovePermission,
    ref,
    owner,
  );
  const moveProtectedAlias = useModelPermission(
    inferenceModelProtectedAliasMovePermission,
    ref,
    owner,
  );
  const retire = useModelPermission(inferenceModelRetirePermission, ref, owner);

  const actions = useMemo<ModelActions>(
    () => ({
      rights: { register, moveAlias, moveProtectedAlias, retire },
      edit: () => setOpen({ kind: 'edit' }),
      registerVersion: () => setOpen({ kind: 'register-version' }),
      moveAlias: (alias, version) =>
        setOpen({ kind: 'move-alias', alias, version }),
      retire: version => setOpen({ kind: 'retire', version }),
      decide: (request, decision) =>
        setOpen({ kind: 'decide', request, decision }),
    }),
    // The answers are made anew with every render; what they say is what counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [JSON.stringify([register, moveAlias, moveProtectedAlias, retire])],
  );
  const onClose = () => setOpen(null);
  const dialog = (model: Model, versions: readonly ModelVersion[]) => {
    switch (open?.kind) {
      case 'register-version':
        return (
          <RegisterVersionDialog
            model={ref}
            onClose={onClose}
            onRegistered={onRegistered}
          />
        );
      case 'edit':
        return <EditModelDialog model={model} onClose={onClose} />;
      case 'move-alias':
        return (
          <MoveAliasDialog
            model={model}
            versions={versions}
            alias={open.alias}
            version={open.version}
            onClose={onClose}
          />
        );
      case 'retire':
        return <RetireDialog version={open.version} onClose={onClose} />;
      case 'decide':
        return (
          <DecideRequestDialog
            model={model}
            request={open.request}
            decision={open.decision}
            own={open.request.requestedBy === identity?.userRef}
            onClose={onClose}
            onAskAgain={() =>
              actions.moveAlias(open.request.alias, open.request.to)
            }
          />
        );
      default:
        return null;
    }
  };
  return { actions, dialog };
}
