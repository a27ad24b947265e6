import { useEffect, useRef } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useGpuPlan, useGpuRanking } from '../../hooks/planner/usePlanner';
import { useDebounced } from '../../hooks/useDebounced';
import { useText } from '../../translation/useText';
import { GpuPlanAnswer } from '../Planner/GpuPlanAnswer';
import { PlannerAnswer } from '../Planner/PlannerAnswer';
import { RankingTable } from '../Planner/RankingTable';
import { planWithMonth } from './planWithMonth';
import type { GpuPlanValue } from './deployValues';
import type { GpuChoice } from './gpuChoices';
import {
  hubIdOf,
  takeNearest,
  toClusterRankingRequest,
  toGpuPlanRequest,
  type GpuPlanOptions,
} from './gpuPlanQuestion';
import styles from './Deploy.module.css';

/** Typing a number is not asking for each of its digits. */
const DEBOUNCE_MS = 400;

/** Weights of the whole model, GiB with two decimals. */
function weightsOf({ weightsGiB, gpus }: GpuPlan): number | undefined {
  return weightsGiB === null
    ? undefined
    : Math.max(0.01, Math.round(weightsGiB * gpus * 100) / 100);
}

/** Whether the choice fits, what proves it, and what would fit instead. */
export function GpuVerdict(props: {
  value: GpuPlanValue;
  options: GpuPlanOptions;
  choices: readonly GpuChoice[];
  onChange(part: GpuPlanValue): void;
  onWeights(weightsGiB: number): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { value, options, choices, onChange, onWeights } = props;
  const request = toGpuPlanRequest(options, value);
  const asked = useDebounced(request, DEBOUNCE_MS);
  const hubId = hubIdOf(options.model.source);
  const plan = useGpuPlan(asked, hubId);
  const settled = JSON.stringify(request) === JSON.stringify(asked);
  const ranking = useGpuRanking(
    useDebounced(toClusterRankingRequest(options, value), DEBOUNCE_MS),
    hubId,
  );
  const last = useRef<GpuPlan | null>(null);
  const answer = settled && plan.status === 'ready' ? plan.data : null;
  useEffect(() => {
    last.current = answer ?? last.current;
  }, [answer]);

  const weights = answer?.fits === true ? weightsOf(answer) : undefined;
  useEffect(() => {
    if (weights !== undefined && weights !== value.weightsGiB) {
      onWeights(weights);
    }
  }, [weights, value.weightsGiB, onWeights]);

  // Nobody has chosen yet: begin with the cheapest that fits.
  const cheapest =
    ranking.status === 'ready'
      ? ranking.data.items.find(one => one.plan.fits)
      : undefined;
  const offered = choices.find(({ product }) => product === cheapest?.product);
  const unchosen = value.product === undefined;
  useEffect(() => {
    if (unchosen && cheapest !== undefined && offered !== undefined) {
      onChange({
        product: offered.label,
        tensorParallel: cheapest.plan.tensorParallel,
        pipelineParallel: cheapest.plan.pipelineParallel,
      });
    }
  }, [unchosen, cheapest, offered, onChange]);

  const planning = request !== null && (!settled || plan.status === 'loading');
  const shown = answer ?? (planning ? last.current : null);
  const verdict = () => {
    if (request === null) {
      return value.product === undefined ? t('deploy.gpu.gpuFirst') : '';
    }
    if (planning) {
      return t('deploy.gpu.planning');
    }
    return answer === null ? '' : planWithMonth(t, formats, answer);
  };
  const nearest = answer?.nearest ?? null;
  return (
    <>
      <p className={styles.verdict} role="status">
        {verdict()}
        {answer !== null && !answer.fits && (
          <VisuallyHidden> {answer.reasons.join(' ')}</VisuallyHidden>
        )}
      </p>
      {shown !== null && (
        <div className={styles.proof} aria-busy={planning}>
          <GpuPlanAnswer
            plan={shown}
            proofOnly
            onNearest={
              nearest === null
                ? null
                : () => onChange(takeNearest(value, nearest))
            }
          />
        </div>
      )}
      {settled && plan.status !== 'ready' && plan.status !== 'loading' && (
        <PlannerAnswer state={plan} what={t('planner.what')}>
          {() => null}
        </PlannerAnswer>
      )}
      {ranking.status === 'ready' && (
        <details
          className={styles.alternatives}
          open={value.product === undefined || answer?.fits === false}
        >
          <summary>
            {t('deploy.gpu.alternatives', {
              cluster: options.target.cluster ?? '—',
            })}
          </summary>
          <RankingTable
            ranking={ranking.data}
            label={t('deploy.gpu.alternatives', {
              cluster: options.target.cluster ?? '—',
            })}
            choice="take"
            onChoose={({
              product,
              plan: { tensorParallel, pipelineParallel },
            }) =>
              onChange({
                product:
                  choices.find(one => one.product === product)?.label ??
                  product,
                tensorParallel,
                pipelineParallel,
              })
            }
          />
        </details>
      )}
    </>
  );
}
