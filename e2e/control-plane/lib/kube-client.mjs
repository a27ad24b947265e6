import { Agent, request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

const MAX_ATTEMPTS = 8;

/** A minimal client that keeps `connections` requests to one API server going. */
export function createKubeClient(
  connection,
  { connections = 32, signal } = {},
) {
  const { server, ca, cert, key, token } = connection;
  const agent = new Agent({
    keepAlive: true,
    maxSockets: connections,
    ca,
    cert,
    key,
  });

  function send(method, path, body, type = 'application/json') {
    return new Promise((onAnswer, onError) => {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const outgoing = httpsRequest(
        new URL(path, server),
        {
          method,
          agent,
          signal,
          headers: {
            accept: 'application/json',
            ...(token && { authorization: `Bearer ${token}` }),
            ...(payload && {
              'content-type': type,
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        incoming => {
          const chunks = [];
          incoming.on('data', chunk => chunks.push(chunk));
          incoming.on('error', onError);
          incoming.on('end', () =>
            onAnswer({
              status: incoming.statusCode,
              retryAfter: incoming.headers['retry-after'],
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      outgoing.on('error', onError);
      outgoing.end(payload);
    });
  }

  /** Waits as the server asks while it sheds load (429). */
  async function sendPatiently(method, path, body, type) {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(method, path, body, type);
      if (answer.status !== 429 || attempt === MAX_ATTEMPTS) return answer;
      const seconds = Number(answer.retryAfter) || 1;
      await sleep(seconds * 1000, undefined, { signal });
    }
  }

  return {
    /** The answer's status, or undefined while nobody listens. */
    async findStatus(path) {
      try {
        return (await send('GET', path)).status;
      } catch (error) {
        if (signal?.aborted) throw error;
        return undefined;
      }
    },
    async get(path) {
      const answer = await sendPatiently('GET', path);
      if (answer.status !== 200) throw failureOf('GET', path, answer);
      return JSON.parse(answer.text);
    },
    /** True if it was created, false if the name was taken already. */
    async create(path, object) {
      const answer = await sendPatiently('POST', path, object);
      if (answer.status === 409) return false;
      if (answer.status !== 201) throw failureOf('POST', path, answer);
      return true;
    },
    /** Applies a JSON patch (a list of operations) or a merge patch (an object); answers the changed object. */
    async patch(path, patch) {
      const type = Array.isArray(patch) ? 'json-patch' : 'merge-patch';
      const answer = await sendPatiently(
        'PATCH',
        path,
        patch,
        `application/${type}+json`,
      );
      if (answer.status !== 200) throw failureOf('PATCH', path, answer);
      return JSON.parse(answer.text);
    },
    close: () => agent.destroy(),
  };
}

function failureOf(method, path, { status, text }) {
  return new Error(`${method} ${path} answered ${status}: ${text}`);
}
