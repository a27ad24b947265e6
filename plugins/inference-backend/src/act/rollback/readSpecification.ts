import { at, jsonObjectOf } from '../../observe/clusters/adapters/fields';
import {
  canonicalize,
  hashCanonical,
} from '../../observe/clusters/servers/canonicalJson';
import { slimObject } from '../../observe/clusters/servers/slimObject';
import type { RollbackWorld } from '../../decide/rollback/rollbackWorld';
import type { FoundWorkload } from './findWorkload';

/** Where the specification of a kind stands in its objects. */
export function specificationPath(kind: string): readonly string[] {
  return kind === 'LeaderWorkerSet'
    ? ['spec', 'leaderWorkerTemplate']
    : ['spec'];
}

/** A specification in the three forms in which it is needed. */
export function readSpecification(
  { adapter, ref }: Pick<FoundWorkload, 'adapter' | 'ref'>,
  object: unknown,
): Pick<
  RollbackWorld['current'],
  'specification' | 'hash' | 'written' | 'shown' | 'specHash'
> {
  const whole = jsonObjectOf(object);
  const specification = canonicalize(adapter.read(whole).specification);
  const shown = canonicalize(
    adapter.read(slimObject(whole).object).specification,
  );
  return {
    specification,
    hash: hashCanonical(specification),
    written: canonicalize(
      jsonObjectOf(at(whole, ...specificationPath(ref.kind))),
    ),
    shown,
    specHash: hashCanonical(shown),
  };
}
