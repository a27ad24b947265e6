import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import { useModelServer } from '../../hooks/useModelServer';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { SERVER_VIEWS, ServerView, type ServerViewName } from './ServerView';

const VIEW = 'view';

/** Everything about one server: on its own page and on the page of its catalog entity. */
export function ServerDetail({ id }: { id: string }) {
  const t = useText();
  const state = useModelServer(id);
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const view: ServerViewName =
    SERVER_VIEWS.find(one => one === params.get(VIEW)) ?? 'overview';

  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatServer')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <ServerView
        server={state.data}
        now={now}
        view={view}
        onView={next =>
          setParams(previous => {
            const changed = new URLSearchParams(previous);
            if (next === 'overview') {
              changed.delete(VIEW);
            } else {
              changed.set(VIEW, next);
            }
            return changed;
          })
        }
      />
    </>
  );
}
