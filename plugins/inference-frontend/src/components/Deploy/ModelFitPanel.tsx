import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  GpuOption,
  GpuRanking,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useDeployTemplates } from '../../hooks/deploy/useDeployTemplates';
import { useGpuRanking } from '../../hooks/planner/usePlanner';
import { plannerRouteRef, templateRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { PlannerAnswer } from '../Planner/PlannerAnswer';
import {
  writeQuestion,
  type PlannerQuestion,
} from '../Planner/plannerQuestion';
import { RankingTable } from '../Planner/RankingTable';
import { withModel } from './deployTemplates';
import { useNavigate } from 'react-router-dom';
import styles from './Deploy.module.css';

/** Tokens of a request that most chats stay below; the planner asks for others. */
const USUAL_LENGTH = 8192;

/** Where would a model fit: the answer, the GPUs of the fleet, and the ways on. */
export function ModelFitPanel({ model }: { model: ModelRef }) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const name = `${model.namespace}/${model.name}`;
  const planner = useRouteRef(plannerRouteRef)();
  const question: PlannerQuestion = {
    model: name,
    engine: 'vllm',
    gpu: null,
    tensorParallel: 1,
    maxModelLen: USUAL_LENGTH,
    quantization: null,
  };
  const linkTo = (asked: PlannerQuestion) =>
    `${planner}?${writeQuestion(asked)}`;
  const ranking = useGpuRanking({
    model: { id: name },
    engine: { name: 'vllm' },
    maxModelLen: USUAL_LENGTH,
  });
  return (
    <Panel
      title={t('deploy.panel.title')}
      action={<DeployLinks name={name} planner={linkTo(question)} />}
    >
      <PlannerAnswer state={ranking} what={t('planner.whatRanking')}>
        {answer => (
          <div className={styles.panel}>
            <FitSentences ranking={answer} />
            <p className={styles.help}>
              {t('deploy.panel.length', {
                tokens: formats.count(USUAL_LENGTH),
              })}
            </p>
            <RankingTable
              ranking={answer}
              onChoose={({ product, plan: { tensorParallel } }) =>
                navigate(linkTo({ ...question, gpu: product, tensorParallel }))
              }
            />
          </div>
        )}
      </PlannerAnswer>
    </Panel>
  );
}

function FitSentences({ ranking }: { ranking: GpuRanking }) {
  const t = useText();
  const formats = useFormats();
  const whereOf = ({ gpus, product, cluster }: GpuOption) => ({
    gpus: formats.gpus(gpus, product),
    cluster,
  });
  const fitting = ranking.items.filter(one => one.plan.fits);
  const [cheapest] = fitting;
  if (cheapest === undefined) {
    return <p className={styles.verdict}>{t('deploy.panel.nowhere')}</p>;
  }
  const { cost } = cheapest.plan;
  const now = fitting.filter(one => one.fitsOnFreeGpus);
  return (
    <>
      <p className={styles.verdict}>
        {cost === null
          ? t('deploy.panel.cheapest', whereOf(cheapest))
          : t('deploy.panel.cheapestPrice', {
              ...whereOf(cheapest),
              price: formats.moneyShort(cost.perMonth, cost.currency),
            })}
      </p>
      <p className={styles.note}>
        {now.length === 0
          ? t('deploy.panel.nowNone')
          : t('deploy.panel.now', {
              options: formats.list(
                now.map(one => t('deploy.panel.nowOption', whereOf(one))),
              ),
            })}
      </p>
    </>
  );
}

function DeployLinks(props: { name: string; planner: string }) {
  const t = useText();
  const templates = useDeployTemplates();
  const templateLink = useRouteRef(templateRouteRef);
  return (
    <div className={styles.actions}>
      {templateLink !== undefined &&
        templates.map(({ id, title, namespace, name }) => (
          <ButtonLink
            key={id}
            size="small"
            variant="primary"
            href={`${templateLink({
              namespace,
              templateName: name,
            })}${withModel(props.name)}`}
          >
            {t('deploy.panel.deploy', { template: title })}
          </ButtonLink>
        ))}
      <ButtonLink size="small" variant="secondary" href={props.planner}>
        {t('deploy.panel.planner')}
      </ButtonLink>
    </div>
  );
}
