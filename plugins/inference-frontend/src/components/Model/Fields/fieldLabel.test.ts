import type { Text } from '../../../translation/useText';
import { fieldLabel } from './fieldLabel';

const t = ((key: string, values?: { name: string }) =>
  values ? `${key} ${values.name}` : key) as unknown as Text;

describe('fieldLabel', () => {
  it('names the fields of the API and keeps the name of one that is new', () => {
    expect(fieldLabel(t, 'contextLength')).toBe('field.contextLength');
    expect(fieldLabel(t, 'signature.verifiedAt')).toBe(
      'field.signature.verifiedAt',
    );
    expect(fieldLabel(t, 'watermark')).toBe('watermark');
  });

  it('names tags, results and links as comparisons and conflicts write them', () => {
    expect(fieldLabel(t, 'tags.base.model')).toBe('field.tag base.model');
    expect(fieldLabel(t, 'tags: base.model')).toBe('field.tag base.model');
    expect(fieldLabel(t, 'metrics: mmlu on cais/mmlu')).toBe(
      'field.metric mmlu on cais/mmlu',
    );
    expect(fieldLabel(t, 'lineage: finetune hf://Qwen/Qwen3-32B')).toBe(
      'field.link finetune hf://Qwen/Qwen3-32B',
    );
  });
});
