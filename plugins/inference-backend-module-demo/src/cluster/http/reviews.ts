import { methodNotAllowed, pathNotFound } from '../ApiError';
import { isJsonObject, type Json } from '../objects';
import type { Answer } from './readHandlers';

const EVERYTHING = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

/** Access reviews: whoever is let in may do everything. */
export function review(
  method: string,
  plural: string,
  body: Json | undefined,
): Answer {
  if (method !== 'POST') throw methodNotAllowed();
  const given = isJsonObject(body) ? body : {};
  switch (plural) {
    case 'selfsubjectaccessreviews':
    case 'subjectaccessreviews':
    case 'localsubjectaccessreviews':
      return { code: 201, body: { ...given, status: { allowed: true } } };
    case 'selfsubjectrulesreviews':
      return {
        code: 201,
        body: {
          ...given,
          status: {
            resourceRules: [EVERYTHING],
            nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
            incomplete: false,
          },
        },
      };
    case 'selfsubjectreviews':
      return {
        code: 201,
        body: {
          ...given,
          status: {
            userInfo: { username: 'demo', groups: ['system:authenticated'] },
          },
        },
      };
    default:
      throw pathNotFound();
  }
}
