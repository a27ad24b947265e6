import { CustomErrorBase, ResponseError } from '@backstage/errors';
import { InferenceClient } from '@inference-portal/plugin-inference-common';

/** What the portal answered when it refused: the log of a task shows nothing but the message of an error. */
export class PortalRefusal extends CustomErrorBase {
  /** Of HTTP. */
  readonly statusCode: number;

  constructor(response: ResponseError) {
    super(response.cause.message, response);
    this.name = response.cause.name;
    this.statusCode = response.statusCode;
  }
}

async function withReason<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ResponseError ? new PortalRefusal(error) : error;
  }
}

/** Client of the portal whose errors say why in their message, not only that a request failed. */
export class PortalClient extends InferenceClient {
  protected async get<T>(
    ...args: Parameters<InferenceClient['get']>
  ): Promise<T> {
    return withReason(super.get<T>(...args));
  }

  protected async send<T>(
    ...args: Parameters<InferenceClient['send']>
  ): Promise<T> {
    return withReason(super.send<T>(...args));
  }

  protected async begin<T>(
    ...args: Parameters<InferenceClient['begin']>
  ): Promise<T> {
    return withReason(super.begin<T>(...args));
  }
}
