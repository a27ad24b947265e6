import { finding, findings } from '../../__fixtures__/findings/findings';
import { createFormats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';
import { messages } from '../../translation/messages';
import { findingSentence } from './findingSentence';
import { reasonText } from './reasonText';

const formats = createFormats({ locale: 'en-GB', timeZone: 'UTC' });

/** The English texts without the machinery of an app. */
const t = ((key: string, values: Record<string, string | number> = {}) => {
  const found = (name: string) =>
    name
      .split('.')
      .reduce<unknown>(
        (inner, part) =>
          typeof inner === 'object' && inner !== null
            ? (inner as Record<string, unknown>)[part]
            : undefined,
        messages,
      );
  const suffix = values.count === 1 ? '_one' : '_other';
  const text = found(key) ?? found(`${key}${suffix}`);
  return String(text).replace(/{{(\w+)(, number)?}}/g, (_, name) =>
    String(values[name]),
  );
}) as unknown as Text;

describe('reasonText', () => {
  it('says the bare figures of a code that it does not know', () => {
    expect(
      reasonText(
        { code: 'lunar-phase', values: { phase: 'full', days: 3, tide: null } },
        t,
        formats,
      ),
    ).toBe('lunar-phase: phase full, days 3, tide —');
    expect(reasonText({ code: 'eclipse', values: {} }, t, formats)).toBe(
      'eclipse',
    );
    expect(reasonText({ code: 'toString', values: {} }, t, formats)).toBe(
      'toString',
    );
  });

  it('says the bare figures rather than a sentence with a hole', () => {
    expect(
      reasonText(
        { code: 'silent-for', values: { days: 12, allowedDays: null } },
        t,
        formats,
      ),
    ).toBe('silent-for: days 12, allowedDays —');
  });

  it('says hours below two days and days from then on', () => {
    const silent = (days: number) =>
      reasonText(
        { code: 'silent-for', values: { days, allowedDays: 9 } },
        t,
        formats,
      );
    expect(silent(1.5)).toMatch(/^Silent for 36 hours;/);
    expect(silent(23.9)).toMatch(/^Silent for 23 days;/);
  });
});

describe('findingSentence', () => {
  it('says what the backend says, from the same figures', () => {
    const [first, second] = findings();
    expect(
      [first, second].map(one => one && findingSentence(one, t, formats)),
    ).toEqual([
      'Nobody has used it for 23 days, after daily use.',
      'A newer version serves for 12 days. Nobody has used it for 11 days.',
    ]);
  });

  it('falls back to the words of the backend when a figure is missing', () => {
    expect(findingSentence(finding({ reasons: [] }), t, formats)).toBe(
      'Nobody has used it for 23 days, after daily use.',
    );
  });
});
