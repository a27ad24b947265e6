import german from './de';
import { messages } from './messages';

function flatten(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    typeof inner === 'string'
      ? [[`${prefix}${key}`, inner]]
      : flatten(inner, `${prefix}${key}.`),
  );
}

const english = new Map(flatten(messages));
const placeholders = (text: string) =>
  [...text.matchAll(/{{\s*(\w+)/g)].map(match => match[1]).sort();

describe('translations', () => {
  it('say in German everything that is said in English, and nothing else', () => {
    expect(Object.keys(german).sort()).toEqual([...english.keys()].sort());
  });

  it('keep every placeholder', () => {
    const broken = Object.entries(german).filter(
      ([key, text]) =>
        placeholders(text).join() !==
        placeholders(english.get(key) ?? '').join(),
    );
    expect(broken).toEqual([]);
  });
});
