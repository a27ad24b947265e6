import { InputError } from '@backstage/errors';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';

/** Largest body that is read at all. The document's own limits are far below: what is larger than they allow is named by its field. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

type ValidatorOptions = Parameters<typeof openApiValidator>[0];

/** The part of an error of the validator that its message leaves out. */
interface ValidatorFinding {
  readonly path?: string;
  readonly message?: string;
}

function findingsOf(error: unknown): readonly ValidatorFinding[] {
  return typeof error === 'object' &&
    error !== null &&
    'errors' in error &&
    Array.isArray(error.errors)
    ? error.errors
    : [];
}

const explainBody: ErrorRequestHandler = (error, _req, _res, next) => {
  const type: unknown = error?.type;
  if (type === 'entity.too.large') {
    next(
      new InputError(
        `The body is larger than ${
          MAX_BODY_BYTES / 1024 / 1024
        } MiB: modelCard has at most 262144 characters, metrics at most 1000 entries, lineage at most 200. Link to what is longer`,
      ),
    );
  } else if (type === 'entity.parse.failed') {
    next(new InputError(`The body is not JSON: ${error.message}`));
  } else {
    next(error);
  }
};

/** One sentence for each finding, with the field: the validator's own message does not name unknown ones. */
const explainRequest: ErrorRequestHandler = (error, _req, _res, next) => {
  const findings = findingsOf(error);
  if (error?.status !== undefined && error.status >= 500) {
    next(error);
    return;
  }
  const sentences = findings.map(
    ({ path = 'request', message = 'is wrong' }) => {
      const field = path
        .replace(/^\/(?:body|query|params)\//, '')
        .replace(/\//g, '.');
      return message.includes('additional properties')
        ? `${field} is not a known field`
        : `${field} ${message}`;
    },
  );
  next(
    new InputError(
      sentences.length > 0
        ? [...new Set(sentences)].slice(0, 20).join('; ')
        : error.message,
    ),
  );
};

/** Parses bodies and checks requests against the OpenAPI document. What does not fit is answered with 400 and the name of the field. */
export function readRequests(
  apiSpec: unknown,
): (RequestHandler | ErrorRequestHandler)[] {
  return [
    express.json({ limit: MAX_BODY_BYTES }),
    explainBody,
    ...openApiValidator({
      apiSpec: apiSpec as ValidatorOptions['apiSpec'],
      validateRequests: {
        coerceTypes: false,
        allowUnknownQueryParameters: false,
      },
      validateResponses: false,
      useRequestUrl: true,
      ignoreUndocumented: true,
    }),
    explainRequest,
  ];
}
