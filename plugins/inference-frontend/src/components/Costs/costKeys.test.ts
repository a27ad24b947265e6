import { COST_KEY_NONE } from '@inference-portal/plugin-inference-common';
import type { Text } from '../../translation/useText';
import { lineName } from './costKeys';

const t = ((key: string) => key) as unknown as Text;
const NONE = { key: COST_KEY_NONE, title: null };

describe('lineName', () => {
  it('says what workloads lack that have none of what is grouped by', () => {
    expect(lineName(NONE, 'model', t)).toBe('costs.none.model');
    expect(lineName(NONE, 'version', t)).toBe('costs.none.model');
    expect(lineName(NONE, 'pod', t)).toBe('costs.none.server');
    expect(lineName(NONE, 'label', t)).toBe('costs.none.label');
    expect(lineName(NONE, 'gpu-product', t)).toBe('costs.none.gpu-product');
  });
});
