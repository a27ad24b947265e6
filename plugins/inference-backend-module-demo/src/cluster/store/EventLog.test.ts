import { customKinds } from '../kinds/customKinds';
import { EventLog, type Change } from './EventLog';
import { StoredVersion } from './StoredVersion';

const [definition] = customKinds;

function change(revision: number): Change {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'a',
      uid: 'u',
      resourceVersion: String(revision),
      creationTimestamp: '2026-11-22T12:00:00Z',
    },
  };
  return {
    type: 'MODIFIED',
    revision,
    version: new StoredVersion(definition, object, revision),
  };
}

function logOf(length: number, revisions: readonly number[]): EventLog {
  const log = new EventLog(length, 0);
  revisions.forEach(revision => log.append(change(revision)));
  return log;
}

function revisionsSince(log: EventLog, revision: number) {
  const changes = log.since(revision);
  return changes === 'too-old' ? changes : changes.map(each => each.revision);
}

describe('EventLog', () => {
  it('gives the changes after a revision in their order', () => {
    expect(revisionsSince(logOf(10, [3, 5, 9]), 3)).toEqual([5, 9]);
  });

  it('keeps its order when it starts to overwrite the oldest change', () => {
    expect(revisionsSince(logOf(3, [1, 2, 3, 4, 5]), 2)).toEqual([3, 4, 5]);
  });

  it('says too old when a change after the revision was overwritten', () => {
    expect(revisionsSince(logOf(3, [1, 2, 3, 4, 5]), 1)).toBe('too-old');
  });

  it('resumes from any revision while nothing was overwritten', () => {
    expect(revisionsSince(logOf(3, [100]), 0)).toEqual([100]);
  });

  it('forgets what is compacted and keeps what is newer', () => {
    const log = logOf(10, [1, 2, 3]);
    log.forgetUpTo(2);
    expect(revisionsSince(log, 1)).toBe('too-old');
    expect(revisionsSince(log, 2)).toEqual([3]);
  });
});
