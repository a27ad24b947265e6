import { useApi } from '@backstage/core-plugin-api';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { inferenceApiRef } from '../api/inferenceApiRef';
import { messageOf, statusCodeOf } from './toLoadState';

/** Why a write was not done. */
export interface WriteProblem {
  /** Null when the server was not reached. */
  readonly statusCode: number | null;
  readonly message: string;
}

/** A write that a person started. */
export interface Write<Input> {
  readonly pending: boolean;
  /** Of the last attempt. */
  readonly problem: WriteProblem | null;
  /** Starts it; `done` is called when the server has agreed. */
  run(input: Input): void;
  /** Forgets the last problem. */
  reset(): void;
}

/** Nothing changes on the screen before the server agreed; then everything cached under `stale` is read again. */
export function useWrite<Input, Result>(
  stale: readonly string[],
  write: (api: InferenceApi, input: Input) => Promise<Result>,
  done: (result: Result) => void,
): Write<Input> {
  const api = useApi(inferenceApiRef);
  const client = useQueryClient();
  const { mutate, reset, isPending, error } = useMutation<Result, Error, Input>(
    {
      mutationFn: input => write(api, input),
      // After a refusal as well: it says that what is on the screen is old.
      onSettled: () => {
        for (const kind of stale) {
          client.invalidateQueries({ queryKey: [kind] });
        }
      },
      onSuccess: done,
    },
  );
  return {
    pending: isPending,
    problem: error && {
      statusCode: statusCodeOf(error),
      message: messageOf(error),
    },
    run: input => mutate(input),
    reset,
  };
}
