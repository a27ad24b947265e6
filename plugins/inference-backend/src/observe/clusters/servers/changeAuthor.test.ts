import { readChangeAuthor } from './changeAuthor';

describe('change authors', () => {
  const entry = (
    manager: string,
    time: string,
    fields: object,
    subresource?: string,
  ) => ({ manager, time, operation: 'Update', fieldsV1: fields, subresource });

  it('are the managers of the newest write to the specification', () => {
    expect(
      readChangeAuthor({
        metadata: {
          managedFields: [
            entry('helm', '2026-01-01T00:00:00Z', {
              'f:spec': { 'f:template': {} },
            }),
            entry('kubectl-edit', '2026-02-01T00:00:00Z', {
              'f:spec': { 'f:template': {} },
            }),
            entry('kubectl-scale', '2026-03-01T00:00:00Z', {
              'f:spec': { 'f:replicas': {} },
            }),
            entry(
              'hpa',
              '2026-03-02T00:00:00Z',
              { 'f:spec': { 'f:replicas': {} } },
              'scale',
            ),
            entry(
              'kube-controller-manager',
              '2026-04-01T00:00:00Z',
              { 'f:status': {} },
              'status',
            ),
          ],
        },
      }),
    ).toEqual({
      changedBy: 'kubectl-edit',
      changedAt: Date.parse('2026-02-01T00:00:00Z'),
      managers: [
        'helm',
        'hpa',
        'kube-controller-manager',
        'kubectl-edit',
        'kubectl-scale',
      ],
    });
  });
});
