import { useSearchParams } from 'react-router-dom';
import { useGpuPlan, useGpuRanking } from '../../hooks/planner/usePlanner';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { PageMessage } from '../states/PageMessage';
import { GpuPlanAnswer } from './GpuPlanAnswer';
import { withNearest } from './nearestText';
import { PlannerAnswer } from './PlannerAnswer';
import { PlannerForm } from './PlannerForm';
import {
  readQuestion,
  toPlanRequest,
  toRankingRequest,
  writeQuestion,
  type PlannerQuestion,
} from './plannerQuestion';
import { RankingTable } from './RankingTable';
import styles from './Planner.module.css';

/** Will it fit? One model on one choice of GPUs, and on all that the fleet has. The question lives in the address. */
export function PlannerPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const question = readQuestion(params);
  const plan = useGpuPlan(question && toPlanRequest(question));
  const ranking = useGpuRanking(question && toRankingRequest(question));
  const ask = (next: PlannerQuestion) => setParams(writeQuestion(next));
  const nearestOf = (asked: PlannerQuestion | null) => {
    const nearest = plan.status === 'ready' ? plan.data.nearest : null;
    return asked && nearest && withNearest(asked, nearest);
  };
  const next = nearestOf(question);
  return (
    <div className={styles.page}>
      <h2 className={styles.sentence}>{t('planner.title')}</h2>
      <PlannerForm key={params.toString()} question={question} onAsk={ask} />
      {question === null && (
        <PageMessage title={t('planner.emptyTitle')}>
          <p>{t('planner.emptyHint')}</p>
        </PageMessage>
      )}
      {plan.status !== 'unasked' && (
        <Panel title={t('planner.answer')}>
          <PlannerAnswer state={plan} what={t('planner.what')}>
            {answer => (
              <GpuPlanAnswer
                plan={answer}
                onNearest={next === null ? null : () => ask(next)}
              />
            )}
          </PlannerAnswer>
        </Panel>
      )}
      {question !== null && (
        <Panel title={t('planner.ranking')}>
          <PlannerAnswer state={ranking} what={t('planner.whatRanking')}>
            {answer => (
              <RankingTable
                ranking={answer}
                onChoose={({ product, plan: { tensorParallel } }) =>
                  ask({ ...question, gpu: product, tensorParallel })
                }
              />
            )}
          </PlannerAnswer>
        </Panel>
      )}
    </div>
  );
}
