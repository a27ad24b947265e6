import type {
  AliasDecision,
  AliasRequest,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { Right } from '../../hooks/registry/useModelPermission';

/** What a user may do with a model, and with which reason not. */
export interface ModelRights {
  readonly register: Right;
  readonly moveAlias: Right;
  readonly moveProtectedAlias: Right;
  readonly retire: Right;
}

/** Opens the dialog in which something is done to a model. */
export interface ModelActions {
  readonly rights: ModelRights;
  /** Changes what describes it. */
  edit(): void;
  registerVersion(): void;
  /** Null for an alias or version that is still to be named. */
  moveAlias(alias: string | null, version: string | null): void;
  retire(version: ModelVersion): void;
  decide(request: AliasRequest, decision: AliasDecision['decision']): void;
}

/** The right that a move of the alias takes. */
export function aliasRight(rights: ModelRights, isProtected: boolean): Right {
  return isProtected ? rights.moveProtectedAlias : rights.moveAlias;
}
