import type { Server } from '../Server';

/** Folder of the requests and of the gate in the container. */
export const WARM_UP_MOUNT = '/etc/inference-portal/warm-up';

/** Bodies for `/v1/completions`, which every model that writes text answers; a few tokens are enough to compile what is needed. */
export function warmUpRequests({
  request,
  servedName,
}: Server): readonly string[] {
  const { warmUp } = request;
  return warmUp.kind === 'none'
    ? []
    : warmUp.prompts.map(prompt =>
        JSON.stringify({ model: servedName, prompt, max_tokens: 16 }),
      );
}

/**
 * Probe that lets the pod start once it answered each request. It is the same for every server: what is asked lies in files beside it.
 * A request that the engine refuses (4xx) has been answered; anything else fails the probe, which is tried again.
 */
export const STARTUP_GATE = `import pathlib
import sys
import urllib.error
import urllib.request

ENGINE = 'http://127.0.0.1:8000'
DONE = pathlib.Path('/tmp/warm')
FOLDER = pathlib.Path(__file__).parent

if DONE.exists():
    sys.exit(0)
urllib.request.urlopen(ENGINE + '/health', timeout=5).close()
for body in sorted(FOLDER.glob('request-*.json')):
    call = urllib.request.Request(
        ENGINE + '/v1/completions',
        data=body.read_bytes(),
        headers={'Content-Type': 'application/json'},
    )
    try:
        urllib.request.urlopen(call, timeout=50).close()
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise
        print(body.name, 'was refused with', error.code, file=sys.stderr)
DONE.touch()
`;

/** Files of the ConfigMap for a warm-up, by name. */
export function warmUpFiles(server: Server): {
  readonly [name: string]: string;
} {
  return {
    ...Object.fromEntries(
      warmUpRequests(server).map((body, index) => [
        `request-${String(index).padStart(2, '0')}.json`,
        body,
      ]),
    ),
    ...(server.request.warmUp.kind === 'startup-gate'
      ? { 'gate.py': STARTUP_GATE }
      : {}),
  };
}
