import { listModels, modelInfo } from '@huggingface/hub';
import { z } from 'zod';
import type { RegistryAnswer, RegistryHttp } from '../http/RegistryHttp';
import { RegistryRequestError } from '../http/RegistryRequestError';
import {
  hubModel,
  modelConfig,
  type HubConfig,
  type HubModel,
} from './hubSchemas';

const FIELDS = [
  'author',
  'cardData',
  'createdAt',
  'library_name',
  'model-index',
  'safetensors',
  'sha',
  'tags',
] as const;

const listed = z.object({ name: z.string().min(1), sha: hubModel.shape.sha });

/**
 * Reads a Hugging Face Hub, or a mirror of it, through `@huggingface/hub`; all requests go through our own HTTP, with its limits. The library
 * checks neither bodies nor tokens of mirrors, so bodies are checked here and credentials are added by our HTTP.
 */
export class HubApi {
  readonly #http: RegistryHttp;

  constructor(http: RegistryHttp) {
    this.#http = http;
  }

  /** Models of an account with the commit of their main branch. */
  listOrganization(
    owner: string,
    signal: AbortSignal,
  ): Promise<{ readonly name: string; readonly sha: string }[]> {
    return this.#guarded(signal, `/api/models?author=${owner}`, async fetch => {
      const models: z.infer<typeof listed>[] = [];
      for await (const model of listModels({
        search: { owner },
        additionalFields: ['sha'],
        hubUrl: this.#http.connection.url,
        fetch,
      })) {
        // A model without commit has no content yet.
        const parsed = listed.safeParse(model);
        if (parsed.success) {
          models.push(parsed.data);
        }
      }
      return models;
    });
  }

  /** A model at a branch, tag or commit. */
  findModel(
    name: string,
    revision: string,
    signal: AbortSignal,
  ): Promise<HubModel> {
    const path = `/api/models/${name}/revision/${revision}`;
    return this.#guarded(signal, path, async fetch => {
      const info = await modelInfo({
        name,
        revision,
        additionalFields: [...FIELDS],
        hubUrl: this.#http.connection.url,
        fetch,
      });
      return hubModel.parse(info);
    });
  }

  /** Whether a commit is still there. Only the Hub's own word for what is missing counts, not a refusal or a failure. */
  async findCommit(
    name: string,
    sha: string,
    signal: AbortSignal,
  ): Promise<'there' | 'no-commit' | 'no-model' | 'unknown'> {
    const answer = await this.#http.send({
      url: `/api/models/${name}/revision/${sha}`,
      signal,
    });
    if (answer.status === 200) {
      return 'there';
    }
    const word = answer.status === 404 ? answer.header('x-error-code') : null;
    switch (word) {
      case 'RevisionNotFound':
        return 'no-commit';
      case 'RepoNotFound':
        return 'no-model';
      default:
        return 'unknown';
    }
  }

  /** `config.json` of a commit; null when the model has none. */
  async readConfig(
    name: string,
    sha: string,
    signal: AbortSignal,
  ): Promise<HubConfig | null> {
    const answer = await this.#readFile(name, sha, 'config.json', signal);
    return answer === null ? null : this.#http.parse(answer, modelConfig);
  }

  /** Markdown of the model card without its YAML; null when the model has none. */
  async readCard(
    name: string,
    sha: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    const answer = await this.#readFile(name, sha, 'README.md', signal);
    return (
      answer?.body
        .toString('utf8')
        .replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---(?:\r?\n|$)/, '')
        .trim() ?? null
    );
  }

  async #readFile(
    name: string,
    sha: string,
    file: string,
    signal: AbortSignal,
  ): Promise<RegistryAnswer | null> {
    const answer = await this.#http.send({
      url: `/${name}/resolve/${sha}/${file}`,
      headers: { accept: '*/*' },
      signal,
    });
    if (answer.status === 404) {
      return null;
    }
    if (answer.status !== 200) {
      throw this.#http.refusal(answer);
    }
    return answer;
  }

  /** Runs a function of the library with our own fetch. What it throws over a body it did not expect becomes our error. */
  async #guarded<T>(
    signal: AbortSignal,
    path: string,
    work: (fetch: typeof globalThis.fetch) => Promise<T>,
  ): Promise<T> {
    const asked = new Set<string>();
    const { url: base, key } = this.#http.connection;
    try {
      return await work(async input => {
        // A mirror's links may name the Hub itself; the credentials and the question are for the mirror.
        const { pathname, search } = new URL(String(input));
        const url = `${new URL(base).origin}${pathname}${search}`;
        if (asked.has(url)) {
          throw new RegistryRequestError(
            'nonsense',
            `${base}${path} names the same next page again.`,
            'Look for a cache in front of that server.',
          );
        }
        asked.add(url);
        return this.#fetch(url, signal);
      });
    } catch (error) {
      if (error instanceof RegistryRequestError || signal.aborted) {
        throw error;
      }
      throw new RegistryRequestError(
        'nonsense',
        `${base}${path} answered something else than the Hub's API does.`,
        `Check that ${key}.url is a Hugging Face Hub or a mirror of it.`,
      );
    }
  }

  async #fetch(url: string, signal: AbortSignal): Promise<Response> {
    const answer = await this.#http.send({ url, signal });
    if (answer.status !== 200) {
      throw this.#http.refusal(answer);
    }
    const headers = new Headers({ 'content-type': 'application/json' });
    const link = answer.header('link');
    if (link !== null) {
      headers.set('link', link);
    }
    return new Response(new Uint8Array(answer.body), { status: 200, headers });
  }
}
