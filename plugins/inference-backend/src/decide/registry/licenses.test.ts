import fc from 'fast-check';
import { importLicense, parseLicense } from './licenses';

describe('licenses', () => {
  it.each([
    ['apache-2.0', 'Apache-2.0'],
    ['Apache 2.0', 'Apache-2.0'],
    ['mit', 'MIT'],
    ['cc-by-nc-4.0', 'CC-BY-NC-4.0'],
    ['gpl-3.0', 'GPL-3.0-only'],
    ['GPL-2.0-or-later', 'GPL-2.0-or-later'],
    ['llama3.1', 'LicenseRef-llama3.1'],
    ['openrail++', 'LicenseRef-openrailplusplus'],
    ['LicenseRef-Acme-Internal', 'LicenseRef-Acme-Internal'],
    ['licenseref-acme', 'LicenseRef-acme'],
    ['apache-2.0 or mit', 'Apache-2.0 OR MIT'],
    [
      '(mit and  bsd-3-clause) or LicenseRef-x',
      '(MIT AND BSD-3-Clause) OR LicenseRef-x',
    ],
    [
      'GPL-2.0-only with Classpath-exception-2.0',
      'GPL-2.0-only WITH Classpath-exception-2.0',
    ],
  ])('reads %s', (text, license) => {
    expect(parseLicense(text)).toEqual({ license });
    expect(importLicense(text)).toBe(license);
  });

  it.each([
    ['Apache-2.O', 'did you mean "Apache-2.0"?'],
    ['Acme Model License', 'write "LicenseRef-Acme-Model-License"'],
    ['unknown', 'Leave it out'],
    ['MIT AND', 'no SPDX'],
    ['', 'no SPDX'],
    ['x'.repeat(201), 'longer than 200'],
  ])('refuses %s with what may be meant', (text, problem) => {
    expect(parseLicense(text)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('reads an id that lacks its last number', () => {
    expect(parseLicense('Apache-2')).toEqual({ license: 'Apache-2.0' });
  });

  it.each([
    ['Acme Model License v2!', 'LicenseRef-Acme-Model-License-v2'],
    ['other', null],
    ['  ', null],
    ['???', null],
  ])('keeps the word of a source, %s', (text, license) => {
    expect(importLicense(text)).toBe(license);
  });

  it('takes what it answered, unchanged', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const license = importLicense(text);
        fc.pre(license !== null);
        expect(parseLicense(license ?? '')).toEqual({ license });
      }),
    );
  });
});
