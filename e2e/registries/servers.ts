import type { JsonObject } from '@backstage/types';

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: use npm run test:registries`);
  return value;
}

/** The real servers, started by the runner. */
export const mlflow = {
  url: required('TEST_MLFLOW_URL'),
  /** Its SQLite file, for what its API cannot change. */
  database: required('TEST_MLFLOW_DATABASE'),
};
export const ociUrl = required('TEST_OCI_URL');

/** A PostgreSQL server with no databases of ours yet, as `backend.database.connection` has it. */
export const postgres: JsonObject = JSON.parse(required('TEST_POSTGRES'));
