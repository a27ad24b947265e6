import { carryScaling } from './carryScaling';

const group = (groupName: string, rest: object = {}) => ({
  groupName,
  template: { image: 'ray:2' },
  ...rest,
});

describe('carryScaling', () => {
  it('keeps the replicas that worker groups have now, and gives none to groups that are new', () => {
    expect(
      carryScaling(
        {
          rayClusterConfig: {
            rayVersion: '2.9',
            workerGroupSpecs: [group('gpu'), group('new')],
          },
        },
        {
          rayClusterConfig: {
            workerGroupSpecs: [
              group('gpu', { replicas: 3, minReplicas: 1, maxReplicas: 8 }),
            ],
          },
        },
      ),
    ).toEqual({
      rayClusterConfig: {
        rayVersion: '2.9',
        workerGroupSpecs: [
          group('gpu', { replicas: 3, minReplicas: 1, maxReplicas: 8 }),
          group('new'),
        ],
      },
    });
  });

  it('leaves other kinds alone', () => {
    const specification = { template: { spec: {} } };
    expect(carryScaling(specification, {})).toBe(specification);
  });
});
