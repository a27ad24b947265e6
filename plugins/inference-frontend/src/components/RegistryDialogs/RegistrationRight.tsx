import type { ReactNode } from 'react';
import type { ModelRef } from '@inference-portal/plugin-inference-common';
import {
  useCreatePermission,
  useRegisterPermission,
  type Right,
} from '../../hooks/registry/useModelPermission';

/** Asks whether the user may register what a server runs: as a new model, or as a version of `model` when that is known already. */
export function RegistrationRight(props: {
  model: ModelRef | null;
  children(right: Right): ReactNode;
}) {
  const { model, children } = props;
  return model === null ? (
    <OfNewModel>{children}</OfNewModel>
  ) : (
    <OfNewVersion model={model}>{children}</OfNewVersion>
  );
}

function OfNewModel(props: { children(right: Right): ReactNode }) {
  return <>{props.children(useCreatePermission())}</>;
}

function OfNewVersion(props: {
  model: ModelRef;
  children(right: Right): ReactNode;
}) {
  return <>{props.children(useRegisterPermission(props.model))}</>;
}
