import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readFindingSettings } from './readFindingSettings';

const read = (findings: JsonObject) =>
  readFindingSettings(new ConfigReader({ inference: { findings } }));

describe('readFindingSettings', () => {
  it('tells owners, nobody of what nobody owns, and sends digests on Mondays unless told', () => {
    expect(readFindingSettings(new ConfigReader({}))).toEqual({
      settings: {
        notifies: true,
        fallback: null,
        digest: { frequency: { cron: '0 7 * * 1' }, timeout: { minutes: 30 } },
      },
      problems: [],
    });
  });

  it('takes a fallback, a schedule and the wish for silence', () => {
    expect(
      read({
        notifications: { enabled: false, unowned: 'group:default/platform' },
        digest: {
          schedule: { frequency: { cron: '0 6 1 * *' }, timeout: 'PT5M' },
        },
      }).settings,
    ).toMatchObject({
      notifies: false,
      fallback: 'group:default/platform',
      digest: { frequency: { cron: '0 6 1 * *' } },
    });
    expect(read({ digest: { enabled: false } }).settings.digest).toBeNull();
  });

  it.each([
    [
      { notifications: { enabled: 'no' } },
      'inference.findings.notifications.enabled: must be true or false',
      { notifies: true },
    ],
    [
      { notifications: { unowned: 'not a ref!' } },
      'inference.findings.notifications.unowned:',
      { fallback: null },
    ],
    [
      { digest: { schedule: { frequency: 'often' } } },
      'inference.findings.digest.schedule:',
      { digest: { frequency: { cron: '0 7 * * 1' } } },
    ],
  ])('names what is wrong and goes on: %j', (findings, problem, settings) => {
    expect(read(findings)).toMatchObject({
      settings,
      problems: [expect.stringContaining(problem)],
    });
  });
});
