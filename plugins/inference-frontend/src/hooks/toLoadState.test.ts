import { ResponseError } from '@backstage/errors';
import type { InstantMs } from '../format/instant';
import { toLoadState } from './toLoadState';

const since = 5 as InstantMs;

async function refusal(statusCode: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'SomeError', message },
        response: { statusCode },
      }),
      { status: statusCode, headers: { 'content-type': 'application/json' } },
    ),
  );
}

const outcome = <T>(data: T | undefined, error: Error | null) => ({
  data,
  error,
  dataUpdatedAt: 3,
  refetch: jest.fn(),
});

describe('toLoadState', () => {
  it('is loading before the first answer', () => {
    expect(toLoadState(outcome(undefined, null), null)).toEqual({
      status: 'loading',
    });
  });

  it('keeps showing data that could not be renewed, and says since when', () => {
    expect(
      toLoadState(outcome(['row'], new Error('Failed to fetch')), since),
    ).toMatchObject({
      status: 'ready',
      data: ['row'],
      stale: { since: 3, message: 'Failed to fetch' },
    });
  });

  it('shows nothing old once the right to see it is gone', async () => {
    const error = await refusal(403, 'inference.server.read is missing');
    expect(toLoadState(outcome(['row'], error), since)).toEqual({
      status: 'forbidden',
      message: 'inference.server.read is missing',
    });
  });

  it('tells an unknown object from a failure', async () => {
    const error = await refusal(404, 'No model server with id x');
    expect(toLoadState(outcome(undefined, error), since)).toEqual({
      status: 'not-found',
      message: 'No model server with id x',
    });
  });

  it('asks again when it is told to', async () => {
    const failed = outcome(undefined, await refusal(503, 'starting'));
    const state = toLoadState(failed, since);
    if (state.status !== 'error') {
      throw new Error(`expected an error, got ${state.status}`);
    }
    expect(state).toMatchObject({ message: 'starting', since });
    state.retry();
    expect(failed.refetch).toHaveBeenCalledTimes(1);
  });
});
