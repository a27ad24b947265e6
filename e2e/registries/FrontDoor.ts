import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';

/** Stands before a real server: counts what is asked, and may tell a test about each request before it is passed on. */
export class FrontDoor {
  readonly requests: string[] = [];
  onRequest: (count: number) => void = () => {};
  readonly #server: Server;

  private constructor(target: string) {
    this.#server = createServer((incoming, outgoing) => {
      this.requests.push(`${incoming.method} ${incoming.url}`);
      this.onRequest(this.requests.length);
      const passed = request(
        new URL(incoming.url ?? '/', target),
        { method: incoming.method, headers: incoming.headers },
        answer => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      passed.on('error', () => outgoing.destroy());
      outgoing.on('close', () => passed.destroy());
      incoming.pipe(passed);
    });
  }

  static async open(target: string): Promise<FrontDoor> {
    const door = new FrontDoor(target);
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    return door;
  }

  get url(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null)
      throw new Error('not listening on a port');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
