import { createHash } from 'node:crypto';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Both families of media types of ModelPack. */
export const families = {
  cnai: {
    artifact: 'application/vnd.cnai.model.manifest.v1+json',
    config: 'application/vnd.cnai.model.config.v1+json',
    layer: 'application/vnd.cnai.model.weight.v1.raw',
  },
  cncf: {
    artifact: 'application/vnd.cncf.model.manifest.v1+json',
    config: 'application/vnd.cncf.model.config.v1+json',
    layer: 'application/vnd.cncf.model.weight.v1.raw',
  },
} as const;

function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

/** Pushes to a real registry by the plain distribution protocol. */
export class OciPusher {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, init);
    if (!response.ok)
      throw new Error(
        `${init.method} ${url}: ${response.status} ${await response.text()}`,
      );
    return response;
  }

  async #blob(repository: string, body: Buffer): Promise<string> {
    const digest = digestOf(body);
    const begun = await this.#send(
      `${this.#url}/v2/${repository}/blobs/uploads/`,
      { method: 'POST' },
    );
    const target = new URL(begun.headers.get('location') ?? '', this.#url);
    target.searchParams.set('digest', digest);
    await this.#send(target.href, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(body),
    });
    return digest;
  }

  /** Pushes a manifest under a tag or, without one, its digest; answers the digest. */
  async #manifest(
    repository: string,
    manifest: object,
    mediaType: string,
    tag?: string,
  ): Promise<string> {
    const body = Buffer.from(JSON.stringify(manifest));
    await this.#send(
      `${this.#url}/v2/${repository}/manifests/${tag ?? digestOf(body)}`,
      {
        method: 'PUT',
        headers: { 'content-type': mediaType },
        body: new Uint8Array(body),
      },
    );
    return digestOf(body);
  }

  /** Deletes a manifest with all tags that point to it. */
  async remove(repository: string, digest: string): Promise<void> {
    await this.#send(`${this.#url}/v2/${repository}/manifests/${digest}`, {
      method: 'DELETE',
    });
  }

  /** Pushes a model; answers the digest of its manifest. */
  async model(
    repository: string,
    options: {
      family: keyof typeof families;
      config: object;
      tag?: string;
      annotations?: Record<string, string>;
    },
  ): Promise<string> {
    const types = families[options.family];
    const config = Buffer.from(JSON.stringify(options.config));
    const weights = Buffer.from('weights of a model');
    return this.#manifest(
      repository,
      {
        schemaVersion: 2,
        mediaType: MANIFEST,
        artifactType: types.artifact,
        config: {
          mediaType: types.config,
          digest: await this.#blob(repository, config),
          size: config.length,
        },
        layers: [
          {
            mediaType: types.layer,
            digest: await this.#blob(repository, weights),
            size: weights.length,
          },
        ],
        annotations: options.annotations,
      },
      MANIFEST,
      options.tag,
    );
  }

  /** Pushes an index over manifests that are there. */
  index(
    repository: string,
    options: { digests: readonly string[]; sizes?: number; tag: string },
  ): Promise<string> {
    return this.#manifest(
      repository,
      {
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: options.digests.map(digest => ({
          mediaType: MANIFEST,
          digest,
          size: options.sizes ?? 100,
        })),
      },
      INDEX,
      options.tag,
    );
  }

  /** Pushes a container image, which is no model. */
  async image(repository: string, tag: string): Promise<void> {
    const config = Buffer.from('{"architecture":"amd64","os":"linux"}');
    await this.#manifest(
      repository,
      {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: {
          mediaType: 'application/vnd.oci.image.config.v1+json',
          digest: await this.#blob(repository, config),
          size: config.length,
        },
        layers: [],
      },
      MANIFEST,
      tag,
    );
  }

  /** Lets a tag point to what a digest names, as a second push of the same content does. */
  async retag(repository: string, digest: string, tag: string): Promise<void> {
    const url = `${this.#url}/v2/${repository}/manifests`;
    const held = await this.#send(`${url}/${digest}`, {
      headers: { accept: `${MANIFEST}, ${INDEX}` },
    });
    await this.#send(`${url}/${tag}`, {
      method: 'PUT',
      headers: { 'content-type': held.headers.get('content-type') ?? MANIFEST },
      body: new Uint8Array(await held.arrayBuffer()),
    });
  }
}
