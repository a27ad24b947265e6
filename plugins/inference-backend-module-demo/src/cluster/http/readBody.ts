import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { ApiError, badRequest } from '../ApiError';
import { toJson } from '../writes/parseObject';
import type { Json } from '../objects';

/** The API server's limit of a request body. */
const MAX_BYTES = 3 * 1024 * 1024;

/** The media type of the body without its parameters, in lower case; `''` when there is none. */
export function contentTypeOf(request: IncomingMessage): string {
  return (
    (request.headers['content-type'] ?? '')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? ''
  );
}

/** The body as text; 413 when it is larger than 3 MiB. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    // The rest is still read, so that the client sees the answer and not a broken connection.
    if (bytes <= MAX_BYTES) chunks.push(buffer);
  }
  if (bytes > MAX_BYTES) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: limit is ${MAX_BYTES}`,
    );
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A JSON or YAML object of a create, update or delete; undefined for an empty body. 415 for another type. */
export async function readObjectBody(
  request: IncomingMessage,
): Promise<Json | undefined> {
  const type = contentTypeOf(request);
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  if (type === 'application/yaml') return parseYamlBody(text);
  if (type !== '' && type !== 'application/json') {
    throw unsupportedMediaType(['application/json', 'application/yaml']);
  }
  return parseJsonBody(text);
}

/** JSON with its nulls, which mean something in patches. */
export function parseJsonBody(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`the object provided is unrecognized: ${why}`);
  }
}

/** YAML, of which JSON is a part. */
export function parseYamlBody(text: string): Json {
  try {
    return toJson(parseYaml(text)) ?? null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`error decoding YAML: ${why}`);
  }
}

/** 415 for a patch, in the words that the API server has for it. */
export function unknownPatchType(): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    '415: Unsupported Media Type',
    {},
  );
}

/** 415 in the API server's words. */
export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}
