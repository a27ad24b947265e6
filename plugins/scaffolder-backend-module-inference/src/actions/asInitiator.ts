import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { RequestOptions } from '@inference-portal/plugin-inference-common';

/** The part of an action's context that says on whose behalf it acts. */
interface Initiated {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  readonly signal?: AbortSignal;
}

/**
 * Makes what calls of the portal's API need to be those of the person who started the template. Asked for each call anew: a token lives
 * for less time than a model may take to load.
 */
export function asInitiator(
  auth: AuthService,
  ctx: Initiated,
): () => Promise<RequestOptions> {
  return async () => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await ctx.getInitiatorCredentials(),
      targetPluginId: 'inference',
    });
    return { token, signal: ctx.signal };
  };
}
