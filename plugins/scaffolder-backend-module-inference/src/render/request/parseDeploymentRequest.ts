import { InputError } from '@backstage/errors';
import { type DeploymentRequest, readFields } from './DeploymentRequest';
import { requestProblems } from './requestProblems';

/** All that is wrong with a request, each with the name of the field first; empty when it can be rendered. */
export function findRequestProblems(input: unknown): readonly string[] {
  const read = readFields(input);
  return 'problems' in read ? read.problems : requestProblems(read.request);
}

/**
 * Reads a request that can be rendered.
 *
 * @throws InputError that names each field that is wrong, and what to write.
 */
export function parseDeploymentRequest(input: unknown): DeploymentRequest {
  const read = readFields(input);
  const problems =
    'problems' in read ? read.problems : requestProblems(read.request);
  if ('problems' in read || problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
  return read.request;
}
