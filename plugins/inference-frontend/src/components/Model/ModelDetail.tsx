import { useMemo } from 'react';
import {
  inferenceModelReadPermission,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import { useLocation, useSearchParams } from 'react-router-dom';
import { useModel } from '../../hooks/registry/useModel';
import { useModelVersions } from '../../hooks/registry/useModelVersions';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { ModelView } from './ModelView';
import { parseModelView } from './modelViews';
import { useModelDialogs } from './useModelDialogs';

/** Marks addresses that the page itself went to, so that only links from elsewhere move the focus. */
const WITHIN = 'inference-model';

/** Everything about one model: on its own page and on the page of its catalog entity. */
export function ModelDetail(props: { model: ModelRef }) {
  const t = useText();
  const { namespace, name } = props.model;
  const ref = useMemo(() => ({ namespace, name }), [namespace, name]);
  const state = useModel(ref);
  const versions = useModelVersions(ref);
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const cameFrom: unknown = useLocation().state;
  /** Sets parameters of the URL; null takes one out. */
  const onParams = (change: { readonly [name: string]: string | null }) =>
    setParams(
      previous => {
        const next = new URLSearchParams(previous);
        for (const [key, value] of Object.entries(change)) {
          if (value === null) {
            next.delete(key);
          } else {
            next.set(key, value);
          }
        }
        return next;
      },
      { replace: !('view' in change), state: WITHIN },
    );
  const { actions, dialog } = useModelDialogs(ref, version =>
    onParams({ view: null, version }),
  );

  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        kind="model"
        what={t('states.whatModel')}
        permission={inferenceModelReadPermission.name}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <ModelView
        model={state.data}
        versions={versions}
        now={now}
        view={parseModelView(params.get('view'))}
        params={params}
        onParams={onParams}
        onQuery={next => setParams(next, { replace: true, state: WITHIN })}
        arrived={cameFrom !== WITHIN && params.has('version')}
        actions={actions}
      />
      {dialog(
        state.data,
        versions.status === 'ready' ? versions.data.items : [],
      )}
    </>
  );
}
