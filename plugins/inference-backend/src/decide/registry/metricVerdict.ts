import type { EvaluationMetric } from '@inference-portal/plugin-inference-common';

/** Whether the second of two values is better than the first. */
export type MetricVerdict = 'better' | 'worse' | 'same' | 'unknown';

/** Words in names of metrics of which less is better; they win over the others, as in `error_rate_at_recall`. */
const LOWER =
  /^(?:loss|perplexity|ppl|wer|cer|der|ter|per|mer|eer|mae|mse|rmse|rmsle|mape|smape|rmae|medae|nll|bpb|bpc|fid|kid|ece|brier|hallucination|hallucinations|toxicity|bias|latency|ttft|tpot|itl|errors?|deviation|hamming|lpips|fpr|fnr|refusals?|size)$/;
const HIGHER =
  /^(?:accuracy|acc|em|exact|match|f1|f2|fbeta|precision|recall|auc|auroc|auprc|roc|ap|map|mrr|ndcg|hit|hits|r2|bleu|sacrebleu|chrf|rouge|rouge1|rouge2|rougel|rougelsum|meteor|bertscore|comet|mmlu|gsm8k|math|hellaswag|arc|winogrande|truthfulqa|humaneval|mbpp|pass|ifeval|gpqa|bbh|musr|mtbench|elo|win|score|reward|mteb|throughput|iou|dice|psnr|ssim|mos|mcc|kappa|spearman|pearson|sensitivity|specificity|tpr|tnr|faithfulness|groundedness|relevance|livecodebench|swe|aime|ruler)$/;

/** Which direction of a metric is better, by its name: `eval_loss`, `test-accuracy`, `mmlu_pro`; null when it does not tell. */
export function metricDirection(name: string): 'higher' | 'lower' | null {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
  if (words.some(word => LOWER.test(word))) {
    return 'lower';
  }
  return words.some(word => HIGHER.test(word)) ? 'higher' : null;
}

/** Compares two results of one metric; `unknown` when a side is missing, or the sides or nobody say which direction is better. */
export function metricVerdict(
  a: EvaluationMetric | undefined,
  b: EvaluationMetric | undefined,
): MetricVerdict {
  if (!a || !b) {
    return 'unknown';
  }
  if (a.value === b.value) {
    return 'same';
  }
  if (a.better && b.better && a.better !== b.better) {
    return 'unknown';
  }
  const better = a.better ?? b.better ?? metricDirection(b.name);
  if (better === null) {
    return 'unknown';
  }
  return b.value > a.value === (better === 'higher') ? 'better' : 'worse';
}
