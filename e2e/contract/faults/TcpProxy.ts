import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';

/** How the way to the cluster is. */
type Mode = 'forward' | 'refuse' | 'hang';

/** The network between the product and a cluster: passes bytes on, TLS included, until it is told to fail. */
export class TcpProxy {
  private mode: Mode = 'forward';
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer({ pauseOnConnect: true });

  private constructor(private readonly target: URL) {
    this.server.on('connection', socket => this.accept(socket));
  }

  static async start(targetUrl: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(targetUrl));
    await new Promise<void>(done =>
      proxy.server.listen(0, '127.0.0.1', () => done()),
    );
    return proxy;
  }

  /** Where the cluster is reached through this proxy. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.target.protocol}//127.0.0.1:${port}`;
  }

  /** The same access through this proxy. */
  through(access: ClusterAccess): ClusterAccess {
    if (access.kind !== 'url') throw new Error('only a URL can be redirected');
    return { ...access, url: this.url };
  }

  /** Resets every connection and each new one. */
  refuse(): void {
    this.mode = 'refuse';
    this.cut();
  }

  /** Stops passing on in both directions, closes nothing, and accepts new connections without ever answering. */
  hang(): void {
    this.mode = 'hang';
    for (const socket of this.sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  /** Serves new connections again. Those that hang go on hanging, as after a firewall has forgotten them. */
  forward(): void {
    this.mode = 'forward';
  }

  /** Resets every connection, so that the next requests need new ones. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
    this.sockets.clear();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise(done => this.server.close(done));
  }

  private accept(socket: net.Socket): void {
    this.keep(socket);
    if (this.mode === 'refuse') {
      socket.resetAndDestroy();
    } else if (this.mode === 'forward') {
      const { hostname, port } = this.target;
      const outgoing = net.connect(Number(port), hostname);
      this.keep(outgoing);
      socket.pipe(outgoing).pipe(socket);
      socket.on('close', () => outgoing.destroy());
      // A cluster that is gone looks gone through the proxy, too.
      outgoing.on('close', () => {
        if (this.mode !== 'hang') socket.destroy();
      });
    }
  }

  private keep(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}
