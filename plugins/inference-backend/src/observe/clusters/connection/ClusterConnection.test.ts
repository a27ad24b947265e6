import { createMockDirectory } from '@backstage/backend-test-utils';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import type { InstantMs } from '../../../types';
import { testCertificate } from '../__testUtils__/testCertificate';
import type { ClusterAccess } from '../config/ClusterConfig';
import { ClusterConnection } from './ClusterConnection';

type UrlAccess = Extract<ClusterAccess, { kind: 'url' }>;

const caData = Buffer.from(testCertificate.cert).toString('base64');

describe('ClusterConnection', () => {
  const files = createMockDirectory();
  const servers: http.Server[] = [];
  const connections: ClusterConnection[] = [];
  const end = new AbortController();
  const settings = { signal: end.signal, timeoutMs: 2_000 };

  afterEach(() => {
    connections.splice(0).forEach(connection => connection.close());
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(
    handler: http.RequestListener,
    options: { tls?: boolean } = {},
  ): Promise<string> {
    const server = options.tls
      ? https.createServer(testCertificate, handler)
      : http.createServer(handler);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  }

  /** Answers with the Authorization header it got. */
  const echo: http.RequestListener = (request, response) => {
    response.end(
      JSON.stringify({ got: request.headers.authorization ?? null }),
    );
  };

  function connect(access: ClusterAccess): ClusterConnection {
    const connection = new ClusterConnection({
      access,
      now: () => Date.now() as InstantMs,
    });
    connections.push(connection);
    return connection;
  }

  function byUrl(url: string, rest: Partial<UrlAccess> = {}) {
    return connect({
      kind: 'url',
      url,
      credential: { kind: 'none' },
      caData: null,
      caFile: null,
      skipTlsVerify: false,
      ...rest,
    });
  }

  it('sends the configured token', async () => {
    const connection = byUrl(await serve(echo), {
      credential: { kind: 'token', token: 'secret-1' },
    });
    await expect(connection.get('/x', settings)).resolves.toEqual({
      got: 'Bearer secret-1',
    });
  });

  it('sends the new token as soon as the file holds it, without its newline', async () => {
    files.setContent({ token: 'first\n' });
    const path = files.resolve('token');
    const connection = byUrl(await serve(echo), {
      credential: { kind: 'token-file', path },
    });
    await expect(connection.get('/x', settings)).resolves.toEqual({
      got: 'Bearer first',
    });
    files.setContent({ token: 'second\n' });
    await expect(connection.get('/x', settings)).resolves.toEqual({
      got: 'Bearer second',
    });
  });

  it('names the token file that cannot be read', async () => {
    const path = files.resolve('absent');
    const connection = byUrl(await serve(echo), {
      credential: { kind: 'token-file', path },
    });
    await expect(connection.get('/x', settings)).rejects.toMatchObject({
      kind: 'credentials',
      message: `The token file ${path} cannot be read.`,
    });
  });

  it('refuses an unknown certificate authority, and says how to make it known', async () => {
    const url = await serve(echo, { tls: true });
    await expect(byUrl(url).get('/x', settings)).rejects.toMatchObject({
      kind: 'tls',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
      fix: expect.stringContaining('caData or caFile'),
    });
  });

  it('does not let NODE_TLS_REJECT_UNAUTHORIZED switch verification off', async () => {
    const former = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const url = await serve(echo, { tls: true });
      await expect(byUrl(url).get('/x', settings)).rejects.toMatchObject({
        kind: 'tls',
      });
    } finally {
      if (former === undefined) {
        delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      } else {
        process.env.NODE_TLS_REJECT_UNAUTHORIZED = former;
      }
    }
  });

  it.each([
    ['caData', () => ({ caData })],
    ['caFile', () => ({ caFile: files.resolve('ca.crt') })],
    ['skipTLSVerify', () => ({ skipTlsVerify: true })],
  ])('connects with %s', async (_key, rest) => {
    files.setContent({ 'ca.crt': testCertificate.cert });
    const url = await serve(echo, { tls: true });
    await expect(byUrl(url, rest()).get('/x', settings)).resolves.toEqual({
      got: null,
    });
  });

  it('keeps the path of the configured URL', async () => {
    const url = await serve((request, response) => {
      response.end(JSON.stringify(request.url));
    });
    await expect(
      byUrl(`${url}/k8s/clusters/c-1`).get('/api/v1/pods?limit=1', settings),
    ).resolves.toBe('/k8s/clusters/c-1/api/v1/pods?limit=1');
  });

  it('reuses one connection for many requests', async () => {
    const url = await serve(echo);
    let sockets = 0;
    servers[0]?.on('connection', () => {
      sockets += 1;
    });
    const connection = byUrl(url);
    for (let i = 0; i < 5; i += 1) {
      await connection.get('/x', settings);
    }
    expect(sockets).toBe(1);
  });

  it('trusts no idle connection after one of them hung', async () => {
    const known = new Set<unknown>();
    let hangs = false;
    const connection = byUrl(
      await serve((request, response) => {
        if (!hangs) known.add(request.socket);
        if (!known.has(request.socket) || !hangs) echo(request, response);
      }),
    );
    await Promise.all([1, 2, 3].map(() => connection.get('/x', settings)));
    expect(known.size).toBe(3);
    hangs = true;
    const soon = { ...settings, timeoutMs: 200 };
    await expect(connection.get('/x', soon)).rejects.toMatchObject({
      kind: 'timeout',
    });
    await expect(connection.get('/x', settings)).resolves.toEqual({
      got: null,
    });
  });

  it('reads gzipped answers', async () => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('{"items":[]}'));
    });
    await expect(byUrl(url).get('/x', settings)).resolves.toEqual({
      items: [],
    });
  });

  it('notices a gzipped answer that breaks off', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.write(gzipSync('x'.repeat(100_000)).subarray(0, 50), () =>
        response.destroy(),
      );
    });
    await expect(byUrl(url).get('/x', settings)).rejects.toMatchObject({
      kind: 'disconnected',
    });
  });

  it('notices an answer that stops in the middle', async () => {
    const url = await serve((_request, response) => {
      response.write('{"items":[');
    });
    await expect(
      byUrl(url).get('/x', { ...settings, timeoutMs: 50 }),
    ).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each([
    ['a login page', 200, '<html>Sign in</html>'],
    ['a redirect', 302, ''],
  ])('recognises %s as no Kubernetes', async (_what, status, body) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, { location: '/login' });
      response.end(body);
    });
    await expect(byUrl(url).get('/x', settings)).rejects.toMatchObject({
      kind: 'not-kubernetes',
      fix: expect.stringContaining('kubectl cluster-info'),
    });
  });

  it('never repeats a token in a message', async () => {
    const token = 'eyJhbGciOi.secret.part';
    const url = await serve((_request, response) => {
      response.writeHead(401);
      response.end(JSON.stringify({ kind: 'Status', message: `bad ${token}` }));
    });
    const failure = await byUrl(url, { credential: { kind: 'token', token } })
      .get('/x', settings)
      .catch((error: unknown) => error);
    expect(JSON.stringify(failure)).not.toContain('secret');
    expect(String(failure)).not.toContain('secret');
    expect(failure).toMatchObject({ kind: 'unauthorized' });
  });

  it('rejects at once when aborted', async () => {
    const url = await serve(() => undefined);
    const abort = new AbortController();
    const request = byUrl(url).get('/x', {
      signal: abort.signal,
      timeoutMs: 60_000,
    });
    abort.abort(new Error('enough'));
    await expect(request).rejects.toThrow('enough');
  });

  describe('with a kubeconfig', () => {
    function kubeConfig(server: string, user: object) {
      return stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'main',
        clusters: [
          {
            name: 'c',
            cluster: { server, 'certificate-authority-data': caData },
          },
        ],
        users: [{ name: 'u', user }],
        contexts: [{ name: 'main', context: { cluster: 'c', user: 'u' } }],
      });
    }

    function connectBy(context: string | null = null) {
      return connect({
        kind: 'kubeconfig',
        path: files.resolve('config'),
        context,
      });
    }

    it('uses its server, authority and token, and shows the server', async () => {
      const url = await serve(echo, { tls: true });
      files.setContent({ config: kubeConfig(url, { token: 't-1' }) });
      const connection = connectBy();
      await expect(connection.get('/x', settings)).resolves.toEqual({
        got: 'Bearer t-1',
      });
      expect(connection.server).toBe(url);
    });

    it('reads it again when it was written again', async () => {
      const url = await serve(echo);
      files.setContent({ config: kubeConfig(url, { token: 't-1' }) });
      const connection = connectBy();
      await connection.get('/x', settings);
      files.setContent({ config: kubeConfig(url, { token: 't-2' }) });
      await expect(connection.get('/x', settings)).resolves.toEqual({
        got: 'Bearer t-2',
      });
    });

    it('says that a client certificate was renewed only by half, and uses it once its key is there', async () => {
      const url = await serve(echo, { tls: true });
      const { privateKey } = generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      });
      files.setContent({
        config: kubeConfig(url, {
          'client-certificate': 'tls.crt',
          'client-key': 'tls.key',
        }),
        'tls.crt': testCertificate.cert,
        'tls.key': privateKey,
      });
      const connection = connectBy();
      await expect(connection.get('/x', settings)).rejects.toMatchObject({
        kind: 'credentials',
        message: `The client certificate does not belong to its key: ${files.resolve(
          'tls.crt',
        )}.`,
        fix: expect.stringContaining('both files'),
      });
      files.addContent({ 'tls.key': testCertificate.key });
      await expect(connection.get('/x', settings)).resolves.toEqual({
        got: null,
      });
    });

    it('follows a tokenFile relative to it', async () => {
      const url = await serve(echo);
      files.setContent({
        config: kubeConfig(url, { tokenFile: 'token' }),
        token: 'from-file',
      });
      await expect(connectBy().get('/x', settings)).resolves.toEqual({
        got: 'Bearer from-file',
      });
    });

    it('runs the exec command and tells it the version of the protocol', async () => {
      const url = await serve(echo);
      const script =
        'const { apiVersion, kind } = JSON.parse(process.env.KUBERNETES_EXEC_INFO);' +
        'console.log(JSON.stringify({ apiVersion, kind, status: { token: "from-exec" } }))';
      files.setContent({
        config: kubeConfig(url, {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: process.execPath,
            args: ['-e', script],
          },
        }),
      });
      await expect(
        connectBy().get('/x', { ...settings, timeoutMs: 20_000 }),
      ).resolves.toEqual({ got: 'Bearer from-exec' });
    });

    it('names an exec command that is not installed', async () => {
      const command = 'no-such-credential-plugin';
      files.setContent({
        config: kubeConfig('http://127.0.0.1:1', {
          exec: { apiVersion: 'client.authentication.k8s.io/v1', command },
        }),
      });
      await expect(connectBy().get('/x', settings)).rejects.toMatchObject({
        kind: 'credentials',
        message: `The credentials need ${command}, which fails with ENOENT.`,
      });
    });

    it('names the contexts there are when the wanted one is missing', async () => {
      files.setContent({ config: kubeConfig('http://127.0.0.1:1', {}) });
      await expect(connectBy('prod').get('/x', settings)).rejects.toMatchObject(
        {
          kind: 'credentials',
          message: `The kubeconfig file ${files.resolve(
            'config',
          )} has no context prod.`,
          fix: 'Set context to one of: main.',
        },
      );
    });

    it('names a file that is missing or no kubeconfig', async () => {
      files.setContent({});
      await expect(connectBy().get('/x', settings)).rejects.toMatchObject({
        message: expect.stringContaining('cannot be read'),
      });
      files.setContent({ config: 'token: [secret' });
      const failure = await connectBy()
        .get('/x', settings)
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ kind: 'credentials' });
      expect(String(failure)).not.toContain('secret');
    });
  });

  it('says that the backend runs in no pod when inCluster is set', async () => {
    await expect(
      connect({ kind: 'in-cluster' }).get('/x', settings),
    ).rejects.toMatchObject({
      kind: 'credentials',
      fix: expect.stringContaining('Use url or kubeconfig'),
    });
  });
});
