import type {
  ModelRef,
  ModelServerDetail,
  Registration,
} from '@inference-portal/plugin-inference-common';
import {
  chooseRegistration,
  criteriaOf,
} from '../../decide/registry/chooseRegistration';
import {
  judgeVersions,
  PRODUCTION,
  type PointingAlias,
  type VersionJudgement,
} from '../../decide/rollback/judgeVersions';
import type {
  KnownRevision,
  RollbackWorld,
} from '../../decide/rollback/rollbackWorld';
import type { Caller } from '../../permissions';
import type { RegistryStore } from '../../record';
import { adapterOf } from './findWorkload';
import { readVersionFacts } from './readVersionFacts';

/** Tells how a caller's wish to move an alias would be met. */
export interface AliasAccess {
  judgeMove(
    model: ModelRef,
    alias: string,
    caller: Caller,
  ): Promise<{ readonly isProtected: boolean; readonly mayMove: boolean }>;
}

/** What is about to be rolled back. */
export interface JudgedRollback {
  readonly world: RollbackWorld;
  /** Null when only traffic is moved. */
  readonly target: KnownRevision | null;
  /** False when the portal only proposes the change. */
  readonly executes: boolean;
}

/** Asks the registry about the versions that a rollback leaves and goes back to. */
export class VersionJudge {
  readonly #store: Pick<
    RegistryStore,
    'findCandidates' | 'findModel' | 'findVersion'
  >;
  readonly #aliases: AliasAccess;
  readonly #fourEyes: boolean;

  constructor(options: {
    store: Pick<RegistryStore, 'findCandidates' | 'findModel' | 'findVersion'>;
    aliases: AliasAccess;
    /** True when a second person approves what takes a protected alias's version away. */
    fourEyes: boolean;
  }) {
    this.#store = options.store;
    this.#fourEyes = options.fourEyes;
    this.#aliases = options.aliases;
  }

  async judge(
    { executes, target, world }: JudgedRollback,
    detail: ModelServerDetail,
    caller: Caller,
  ): Promise<VersionJudgement> {
    const running = detail.registration;
    const [found, pointing] = await Promise.all([
      target === null
        ? null
        : this.#registrationOf(world, target, detail.model.entityRef),
      this.#pointingTo(running, caller),
    ]);
    return judgeVersions({
      running,
      target: found,
      number: target?.number ?? null,
      retired: await this.#retirementOf(found),
      pointing,
      executes,
      fourEyes: this.#fourEyes,
    });
  }

  async #registrationOf(
    world: RollbackWorld,
    target: KnownRevision,
    entityRef: string | null,
  ): Promise<Registration | null> {
    const adapter = adapterOf(world.server);
    if (!adapter) {
      return null;
    }
    const facts = readVersionFacts(world, target, adapter, entityRef);
    return chooseRegistration(
      facts,
      await this.#store.findCandidates(criteriaOf([facts])),
    );
  }

  async #retirementOf(found: Registration | null): Promise<string | null> {
    if (found === null || found.version === null) {
      return null;
    }
    const version = await this.#store.findVersion(found, found.version);
    return version?.retirement?.reason ?? null;
  }

  async #pointingTo(
    running: Registration | null,
    caller: Caller,
  ): Promise<readonly PointingAlias[]> {
    if (running === null || running.version === null) {
      return [];
    }
    const model = await this.#store.findModel(running);
    const judged = await Promise.all(
      (model?.aliases ?? [])
        .filter(({ version }) => version === running.version)
        .map(async ({ alias }) => ({
          alias,
          ...(await this.#aliases.judgeMove(running, alias, caller)),
        })),
    );
    return judged.filter(
      ({ alias, isProtected }) => isProtected || alias === PRODUCTION,
    );
  }
}
