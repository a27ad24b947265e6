import { useState, type FormEvent } from 'react';
import { Button, Select } from '@backstage/ui';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { FormField } from '../RegistryDialogs/FormField';
import {
  ENGINES,
  GPU_COUNTS,
  QUANTIZATIONS,
  readQuestion,
  type PlannerQuestion,
} from './plannerQuestion';
import styles from './Planner.module.css';

const AS_PUBLISHED = 'as-published';

/** Asks for a model and, if one is in mind, for the GPUs. It is sent when it is whole, not while it is typed. */
export function PlannerForm(props: {
  question: PlannerQuestion | null;
  onAsk(question: PlannerQuestion): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { question } = props;
  const [model, setModel] = useState(question?.model ?? '');
  const [engine, setEngine] = useState<string>(question?.engine ?? 'vllm');
  const [gpu, setGpu] = useState(question?.gpu ?? '');
  const [gpus, setGpus] = useState(String(question?.tensorParallel ?? 1));
  const [length, setLength] = useState(String(question?.maxModelLen ?? ''));
  const [quantization, setQuantization] = useState<string>(
    question?.quantization ?? AS_PUBLISHED,
  );
  const asked = readQuestion(
    new URLSearchParams({ model, engine, gpu, gpus, length, quantization }),
  );
  const wrongLength =
    length.trim() !== '' && asked !== null && asked.maxModelLen === null
      ? t('planner.lengthProblem')
      : null;
  const counts = [...new Set([...GPU_COUNTS, Number(gpus)])].sort(
    (a, b) => a - b,
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (asked !== null && wrongLength === null) {
      props.onAsk(asked);
    }
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <div className={styles.model}>
        <FormField
          name="model"
          label={t('planner.model')}
          value={model}
          onChange={setModel}
          required
        />
      </div>
      <FormField
        name="gpu"
        label={t('planner.gpu')}
        value={gpu}
        onChange={setGpu}
      />
      <Select
        size="small"
        label={t('planner.perReplica')}
        value={gpus}
        onChange={key => setGpus(String(key))}
        options={counts.map(count => ({
          id: String(count),
          label: formats.count(count),
        }))}
      />
      <FormField
        name="length"
        label={t('planner.length')}
        value={length}
        onChange={setLength}
        problem={wrongLength}
      />
      <Select
        size="small"
        label={t('planner.quantization')}
        value={quantization}
        onChange={key => setQuantization(String(key))}
        options={QUANTIZATIONS.map(one => ({
          id: one ?? AS_PUBLISHED,
          label: one ?? t('planner.asPublished'),
        }))}
      />
      <Select
        size="small"
        label={t('planner.engine')}
        value={engine}
        onChange={key => setEngine(String(key))}
        options={ENGINES.map(one => ({
          id: one,
          label: t(`planner.engines.${one}`),
        }))}
      />
      <div className={styles.send}>
        <Button
          type="submit"
          size="small"
          variant="primary"
          isDisabled={asked === null || wrongLength !== null}
        >
          {t('planner.ask')}
        </Button>
      </div>
    </form>
  );
}
