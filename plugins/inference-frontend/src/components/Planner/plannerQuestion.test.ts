import {
  readQuestion,
  toPlanRequest,
  toRankingRequest,
  writeQuestion,
  type PlannerQuestion,
} from './plannerQuestion';

const QUESTION: PlannerQuestion = {
  model: 'Qwen/Qwen3-32B',
  engine: 'tensorrt-llm',
  gpu: 'A100-80GB',
  tensorParallel: 4,
  maxModelLen: 8192,
  quantization: 'awq',
};

describe('a question to the planner', () => {
  it('comes back from its address as it was', () => {
    expect(readQuestion(writeQuestion(QUESTION))).toEqual(QUESTION);
  });

  it('leaves defaults out of the address', () => {
    const plain = readQuestion(new URLSearchParams('model=a/b'));
    expect(plain).toEqual({
      model: 'a/b',
      engine: 'vllm',
      gpu: null,
      tensorParallel: 1,
      maxModelLen: null,
      quantization: null,
    });
    expect(plain && String(writeQuestion(plain))).toBe('model=a%2Fb');
  });

  it('is none without a model', () => {
    expect(readQuestion(new URLSearchParams('model=%20&gpu=H100'))).toBeNull();
  });

  it('takes what makes no sense as not chosen', () => {
    const params = new URLSearchParams(
      'model=a&engine=rocket&gpus=-3&length=1e9&quantization=int1',
    );
    expect(readQuestion(params)).toMatchObject({
      engine: 'vllm',
      tensorParallel: 1,
      maxModelLen: null,
      quantization: null,
    });
  });

  it('asks a plan of the chosen GPU, and a ranking of all', () => {
    expect(toPlanRequest(QUESTION)).toEqual({
      model: { id: 'Qwen/Qwen3-32B' },
      engine: { name: 'tensorrt-llm' },
      gpu: { product: 'A100-80GB' },
      tensorParallel: 4,
      maxModelLen: 8192,
      quantization: 'awq',
    });
    expect(toPlanRequest({ ...QUESTION, gpu: null })).toBeNull();
    expect(toRankingRequest(QUESTION)).not.toHaveProperty('gpu');
  });
});
