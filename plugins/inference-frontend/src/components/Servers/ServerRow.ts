import type {
  ModelServer,
  Money,
  UsageSum,
} from '@inference-portal/plugin-inference-common';

/** A server of the table with what it did in the last 24 hours and what it costs a day; each is absent while nobody told. */
export type ServerRow = ModelServer & {
  readonly usage?: UsageSum;
  readonly perDay?: Money;
};
