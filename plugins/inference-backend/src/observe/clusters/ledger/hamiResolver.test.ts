import { hamiResolver } from './hamiResolver';

const node = { labels: {}, physicalGpus: 8, cardMemoryGb: 80 };
const resolve = (resources: { [name: string]: string }) =>
  hamiResolver.resolve({ resources, podAnnotations: {}, node });

describe('hamiResolver', () => {
  it('counts four quarters as one card', () => {
    expect(
      resolve({ 'nvidia.com/gpu': '1', 'nvidia.com/gpucores': '25' }),
    ).toMatchObject({ units: 1, weight: { numerator: 25, denominator: 100 } });
  });

  it('counts the larger share of cores and memory, for each virtual GPU', () => {
    expect(
      resolve({
        'nvidia.com/gpu': '2',
        'nvidia.com/gpucores': '10',
        'nvidia.com/gpumem': '40960',
      })?.weight,
    ).toEqual({ numerator: 81_920, denominator: 81_920 });
  });

  it('leaves whole cards to the portal', () => {
    expect(resolve({ 'nvidia.com/gpu': '1' })).toBeNull();
  });
});
