import type { ReactNode } from 'react';
import { Alert } from '@backstage/ui';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import type { PlannerState } from '../../hooks/planner/usePlanner';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';

/** An answer of the planner, or what stands in its place; nothing where nothing was asked. */
export function PlannerAnswer<T>(props: {
  state: PlannerState<T>;
  /** Named in sentences. */
  what: string;
  children(answer: T): ReactNode;
}) {
  const t = useText();
  const { state } = props;
  switch (state.status) {
    case 'unasked':
      return null;
    case 'refused':
      return (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('planner.refused')}
            description={state.message}
          />
        </div>
      );
    case 'ready':
      return (
        <>
          <StaleBanner stale={state.stale} />
          {props.children(state.data)}
        </>
      );
    default:
      return (
        <UnloadedView
          state={state}
          what={props.what}
          permission={inferenceServerReadPermission.name}
          rows={3}
        />
      );
  }
}
