import { readCapacityType } from './readCapacityType';

describe('readCapacityType', () => {
  it.each([
    ['spot', { 'karpenter.sh/capacity-type': 'spot' }],
    ['reserved', { 'karpenter.sh/capacity-type': 'reserved' }],
    ['spot', { 'eks.amazonaws.com/capacityType': 'SPOT' }],
    ['reserved', { 'eks.amazonaws.com/capacityType': 'CAPACITY_BLOCK' }],
    ['spot', { 'cloud.google.com/gke-spot': 'true' }],
    ['spot', { 'cloud.google.com/gke-preemptible': 'true' }],
    ['on-demand', { 'cloud.google.com/gke-provisioning': 'standard' }],
    ['reserved', { 'cloud.google.com/reservation-name': 'h100-plan' }],
    ['spot', { 'kubernetes.azure.com/scalesetpriority': 'spot' }],
    ['on-demand', {}],
  ] as const)('is %s with %j', (type, labels) => {
    expect(
      readCapacityType({ labels, annotations: {}, providerId: 'aws:///a/i-1' }),
    ).toBe(type);
  });

  it.each([[null], ['metal3://node-7'], ['eks-hybrid:///us-east-1/c/mi-1']])(
    'is on-prem for the machine %s',
    providerId => {
      expect(
        readCapacityType({ labels: {}, annotations: {}, providerId }),
      ).toBe('on-prem');
    },
  );

  it('is what somebody wrote on the node, before anything else', () => {
    expect(
      readCapacityType({
        labels: { 'karpenter.sh/capacity-type': 'spot' },
        annotations: { 'inference-portal/capacity-type': 'reserved' },
        providerId: 'aws:///a/i-1',
      }),
    ).toBe('reserved');
  });
});
