/** Name of the container that holds the GPUs. */
export const ENGINE_CONTAINER = 'engine';
/** Label that Services, budgets and policies select pods by; the value is the name of the server. */
export const LABEL_SERVER = 'inference-portal/deployment';
