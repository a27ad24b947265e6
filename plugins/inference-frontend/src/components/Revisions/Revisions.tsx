import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import type { InstantMs } from '../../format/instant';
import { useServerRevisions } from '../../hooks/useServerRevisions';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { RevisionsView } from './RevisionsView';

function numberOf(params: URLSearchParams, name: string): number | null {
  const value = Number(params.get(name));
  return Number.isInteger(value) && value > 0 ? value : null;
}

/** Revisions of a server and the difference between any two; which two stands in the URL. */
export function Revisions(props: {
  server: { readonly id: string; readonly name: string };
  currentRevision: number | null;
  now: InstantMs;
}) {
  const t = useText();
  const state = useServerRevisions(props.server.id, props.currentRevision);
  const [params, setParams] = useSearchParams();
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatRevisions')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  const { revisions } = state.data;
  if (revisions.length === 0) {
    return (
      <PageMessage title={t('revisions.emptyTitle')}>
        <p>{t('revisions.emptyHint')}</p>
      </PageMessage>
    );
  }
  const find = (number: number | null) =>
    revisions.find(revision => revision.number === number);
  const to = find(numberOf(params, 'to')) ?? revisions[0] ?? null;
  const from = find(numberOf(params, 'from')) ?? revisions[1] ?? null;
  return (
    <>
      <StaleBanner stale={state.stale} />
      <RevisionsView
        server={props.server}
        loaded={state.data}
        now={props.now}
        from={from}
        to={to}
        layout={params.get('diff') === 'split' ? 'split' : 'unified'}
        onCompare={(nextFrom, nextTo) =>
          setParams(
            previous => {
              const next = new URLSearchParams(previous);
              next.set('from', String(nextFrom));
              next.set('to', String(nextTo));
              return next;
            },
            { replace: true },
          )
        }
        onLayout={layout =>
          setParams(
            previous => {
              const next = new URLSearchParams(previous);
              next.set('diff', layout);
              return next;
            },
            { replace: true },
          )
        }
      />
    </>
  );
}
