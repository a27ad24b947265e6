import type {
  ModelServer,
  Money,
  ReadinessCounts,
  UsageSum,
} from '@inference-portal/plugin-inference-common';

/** A server of the table with what it did in the last 24 hours, what it costs a day and how ready it is; each is absent while nobody told. */
export type ServerRow = ModelServer & {
  readonly usage?: UsageSum;
  readonly perDay?: Money;
  readonly readiness?: ReadinessCounts;
};
