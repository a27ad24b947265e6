import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  EvaluationMetric,
  LineageLink,
  ModelRef,
  Registration,
  VersionState,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import type { VersionContent } from '../../decide/registry/VersionContent';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import {
  decideAliasRequest,
  readAliasHistory,
  readAliasRequest,
  requestAliasMove,
} from './operations/aliasRequests';
import { addLineage, addMetrics } from './operations/appendFacts';
import { findCandidates } from './operations/findCandidates';
import {
  readBookmark,
  readConflicts,
  writeBookmark,
  writeConflicts,
  type FoundConflict,
} from './operations/importState';
import { moveAlias } from './operations/moveAlias';
import {
  readModel,
  readModelNames,
  readModelPage,
} from './operations/readModels';
import { readVersionNames } from './operations/readVersionNames';
import { readVersion, readVersionPage } from './operations/readVersions';
import {
  registerVersions,
  type OfferedVersion,
} from './operations/registerVersions';
import { searchVersionPage } from './operations/searchVersions';
import { setRetirement } from './operations/setRetirement';
import { readServedModels } from './operations/readServedModels';
import { LineageWalks } from './operations/LineageWalks';
import { VersionLabels } from './operations/VersionLabels';
import { addModel, changeModel } from './operations/writeModels';
import { writeRegistrations } from './operations/writeRegistrations';
import type {
  AliasMoveWish,
  ModelDescription,
  ModelFilter,
  RegisterOutcome,
  RegistryStore,
  RetirementWish,
  VersionCriteria,
  Writer,
} from './RegistryStore';

/** RegistryStore in the plugin's database. */
export class KnexRegistryStore implements RegistryStore {
  readonly #db: Knex;
  readonly #walks: LineageWalks;
  readonly #labels: VersionLabels;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexRegistryStore> {
    return new KnexRegistryStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
    this.#walks = new LineageWalks(db);
    this.#labels = new VersionLabels(db);
  }

  async createModel(
    model: ModelRef,
    description: ModelDescription,
    writer: Writer,
  ) {
    return addModel(this.#db, model, description, writer);
  }

  async updateModel(
    model: ModelRef,
    change: Partial<ModelDescription>,
    writer: Writer,
  ) {
    return changeModel(this.#db, model, change, writer);
  }

  async findModel(model: ModelRef) {
    return readModel(this.#db, model);
  }

  async findModelNames(model: ModelRef) {
    return readModelNames(this.#db, model);
  }

  async listModels(options: {
    filter: ModelFilter | null;
    limit: number;
    cursor?: string;
  }) {
    return readModelPage(this.#db, options);
  }

  async registerVersion(
    model: ModelRef,
    content: VersionContent,
    writer: Writer,
  ): Promise<RegisterOutcome> {
    const [outcome] = await this.registerVersions([{ model, content }], writer);
    return outcome ?? { status: 'no-model' };
  }

  async registerVersions(versions: readonly OfferedVersion[], writer: Writer) {
    return registerVersions(this.#db, versions, writer);
  }

  async findVersion(model: ModelRef, version: string) {
    return readVersion(this.#db, model, version);
  }

  async findVersionNames(
    model: ModelRef,
    options: { version?: string; limit: number },
  ) {
    return readVersionNames(this.#db, model, options);
  }

  async listVersions(
    model: ModelRef,
    options: {
      state?: VersionState;
      text?: string;
      limit: number;
      cursor?: string;
    },
  ) {
    return readVersionPage(this.#db, model, options);
  }

  async searchVersions(options: {
    filter: ModelFilter | null;
    text?: string;
    digest?: string;
    limit: number;
    cursor?: string;
  }) {
    return searchVersionPage(this.#db, options);
  }

  async setRetirement(
    model: ModelRef,
    version: string,
    retirement: RetirementWish,
    writer: Writer,
  ) {
    return setRetirement(this.#db, model, version, retirement, writer);
  }

  async addMetrics(
    model: ModelRef,
    version: string,
    metrics: readonly EvaluationMetric[],
    writer: Writer,
  ) {
    return addMetrics(this.#db, model, version, metrics, writer);
  }

  async addLineage(
    model: ModelRef,
    version: string,
    lineage: readonly LineageLink[],
    writer: Writer,
  ) {
    return addLineage(this.#db, model, version, lineage, writer);
  }

  async moveAlias(model: ModelRef, wish: AliasMoveWish, writer: Writer) {
    return moveAlias(this.#db, model, wish, writer);
  }

  async listAliasHistory(
    model: ModelRef,
    alias: string,
    options: { limit: number; cursor?: string },
  ) {
    return readAliasHistory(this.#db, model, alias, options);
  }

  async requestAliasMove(
    model: ModelRef,
    wish: Omit<AliasMoveWish, 'approvedBy'>,
    writer: Writer,
  ) {
    return requestAliasMove(this.#db, model, wish, writer);
  }

  async findAliasRequest(model: ModelRef, requestId: string) {
    return readAliasRequest(this.#db, model, requestId);
  }

  async decideAliasRequest(
    model: ModelRef,
    requestId: string,
    decision: { readonly approve: boolean; readonly reason: string | null },
    writer: Writer,
  ) {
    return decideAliasRequest(this.#db, model, requestId, decision, writer);
  }

  async walkLineage(options: {
    roots: readonly string[];
    direction: 'up' | 'down' | 'both';
    depth: number;
    maxNodes: number;
  }) {
    return this.#walks.walk(options);
  }

  async findVersionLabels(nodeIds: readonly string[]) {
    return this.#labels.read(nodeIds);
  }

  async findServedModels(models: readonly ModelRef[]) {
    return readServedModels(this.#db, models);
  }

  async findCandidates(criteria: VersionCriteria) {
    return findCandidates(this.#db, criteria);
  }

  async writeRegistrations(
    registrations: ReadonlyMap<string, Registration | null>,
  ): Promise<void> {
    await writeRegistrations(this.#db, registrations);
  }

  async writeConflicts(
    source: string,
    conflicts: readonly FoundConflict[],
    at: InstantMs,
    seen: readonly ModelRef[],
  ): Promise<void> {
    await writeConflicts(this.#db, source, conflicts, at, seen);
  }

  async listConflicts(options: { model?: ModelRef }) {
    return readConflicts(this.#db, options.model);
  }

  async readImportBookmark(source: string) {
    return readBookmark(this.#db, source);
  }

  async writeImportBookmark(source: string, bookmark: string | null) {
    await writeBookmark(this.#db, source, bookmark);
  }
}
