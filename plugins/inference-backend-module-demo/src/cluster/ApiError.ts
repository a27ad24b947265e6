import {
  qualifiedKind,
  qualifiedName,
  type ResourceDefinition,
} from './kinds/ResourceDefinition';
import { groupOf } from './objects';

/** One violated rule, as in `details.causes` of a Status. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** The `details` of a Status. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

/** A refusal of the API server; becomes a Kubernetes `Status` object with its HTTP code. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    /** Absent on refusals that are about no object. */
    readonly details?: StatusDetails,
    /** With which a list that expired goes on. */
    readonly continueToken?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** The body of the response. */
  toStatus(): Record<string, unknown> {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata:
        this.continueToken === undefined
          ? {}
          : { continue: this.continueToken },
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

function detailsOf(
  definition: ResourceDefinition,
  name: string,
): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(definition.group ? { group: definition.group } : {}),
    kind: definition.plural,
  };
}

/** 404 for an object. */
export function notFound(
  definition: ResourceDefinition,
  name: string,
): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedName(definition)} "${name}" not found`,
    detailsOf(definition, name),
  );
}

/** 404 for a path that leads nowhere. */
export function pathNotFound(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

/** 409 for a name that is taken. */
export function alreadyExists(
  definition: ResourceDefinition,
  name: string,
): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(definition)} "${name}" already exists`,
    detailsOf(definition, name),
  );
}

/** 409 for a resourceVersion or uid that is not the present one. */
export function conflict(
  definition: ResourceDefinition,
  name: string,
  because = 'the object has been modified; please apply your changes to the latest version and try again',
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(
      definition,
    )} "${name}": ${because}`,
    detailsOf(definition, name),
  );
}

/** 409 for fields that another manager applied. */
export function applyConflict(causes: readonly Cause[]): ApiError {
  const list = causes.map(({ message, field }) => `${message}: ${field}`);
  const message =
    list.length === 1
      ? `Apply failed with 1 conflict: ${list[0]}`
      : `Apply failed with ${list.length} conflicts: ${byManager(causes)}`;
  return new ApiError(409, 'Conflict', message, { causes });
}

/** Several conflicts in a line for each manager and one for each of its fields. */
function byManager(causes: readonly Cause[]): string {
  const fields = new Map<string, string[]>();
  for (const { message, field } of causes) {
    fields.set(message, [...(fields.get(message) ?? []), field]);
  }
  return [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([message, each]) => [
      `${message.replace(/^conflict /, 'conflicts ')}:`,
      ...each.sort().map(field => `- ${field}`),
    ])
    .join('\n');
}

/** 422 with every violated rule. */
export function invalid(
  definition: ResourceDefinition,
  name: string,
  causes: readonly Cause[],
): ApiError {
  const list = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = list.length === 1 ? list[0] : `[${list.join(', ')}]`;
  return new ApiError(
    422,
    'Invalid',
    `${qualifiedKind(definition)} "${name}" is invalid: ${text}`,
    {
      name,
      ...(definition.group ? { group: definition.group } : {}),
      kind: definition.kind,
      causes,
    },
  );
}

/** 400. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** 410 for a revision or continue token that is too old. */
export function expired(message: string, continueToken?: string): ApiError {
  return new ApiError(410, 'Expired', message, undefined, continueToken);
}

/** 405 for a verb that a resource does not have. */
export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

/** 400 for a body whose apiVersion or kind is not that of the path. */
export function wrongKind(
  body: { apiVersion: string; kind: string },
  expectedApiVersion: string,
  expectedKind: string,
): ApiError {
  const group = groupOf(body.apiVersion);
  return badRequest(
    body.kind === expectedKind
      ? `the API version in the data (${body.apiVersion}) does not match the expected API version (${expectedApiVersion})`
      : `${body.kind} in version ${JSON.stringify(
          body.apiVersion,
        )} of group ${JSON.stringify(
          group,
        )} cannot be handled as a ${expectedKind}: the kind in the data does not match the expected kind`,
  );
}
