import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import { RefusedByClusterError } from './RefusedByClusterError';

/** What went wrong with an object, or with all. */
export interface Failure {
  /** Such as `Deployment chat`; null when it is about the cluster. */
  readonly object: string | null;
  readonly error: unknown;
}

const CONFLICT =
  'Let go of these fields there, or leave them out of the deployment; a field that the portal itself wrote outside of deployments was scaled or rolled back since';
const IMMUTABLE =
  'It cannot be changed in place: delete it on the cluster, or choose another name for the server';

function adviceOn({ kind, message }: ClusterRequestError): string | null {
  if (kind === 'conflict') {
    return CONFLICT;
  }
  return /field is immutable/.test(message) ? IMMUTABLE : null;
}

function sentenceOf({ error, object }: Failure): string {
  const subject = object === null ? '' : `${object}: `;
  if (!(error instanceof ClusterRequestError)) {
    return `${subject}${
      error instanceof Error ? error.message : String(error)
    }`;
  }
  const { fix, message } = error;
  const advice = fix ?? adviceOn(error);
  return `${subject}${message.replace(/\.?$/, '.')}${
    advice === null ? '' : ` ${advice}`
  }`;
}

/** Kinds of failure by how much they say: the first that there is decides the status. */
type Rank = 'forbidden' | 'conflict' | 'refused' | 'unavailable';

function rankOf({ error }: Failure): Rank {
  if (!(error instanceof ClusterRequestError)) {
    return 'unavailable';
  }
  switch (error.kind) {
    case 'forbidden':
      // Without a missing rule it was a quota or a policy.
      return error.fix === null ? 'refused' : 'forbidden';
    case 'conflict':
      return 'conflict';
    case 'rejected':
    case 'not-found':
      return 'refused';
    default:
      return 'unavailable';
  }
}

/** One error for failures of applying, with the status of the weightiest. `after` ends the message. */
export function describeRefusal(
  cluster: string,
  failures: readonly Failure[],
  after: string,
): Error {
  const ranks = new Set(failures.map(rankOf));
  const words = `Cluster ${cluster} refuses. ${failures
    .map(sentenceOf)
    .join('\n')}\n${after}`;
  if (ranks.has('unavailable')) {
    return new ServiceUnavailableError(words);
  }
  if (ranks.has('forbidden')) {
    return new NotAllowedError(words);
  }
  return ranks.has('conflict')
    ? new ConflictError(words)
    : new RefusedByClusterError(words);
}
