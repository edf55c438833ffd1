import { describe, expect, it } from 'vitest';
import { judgeInstallScripts, judgeLicences } from './licences.ts';

const lock = (packages: Parameters<typeof judgeLicences>[0]['packages']) => ({ packages });

describe('licences', () => {
  it.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT'])('lets %s be shipped', (license) => {
    expect(judgeLicences(lock({ 'node_modules/a': { version: '1.0.0', license } }))).toEqual([]);
  });

  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN EULA', 'Hippocratic-2.1'])(
    'does not let %s be shipped',
    (license) => {
      const found = judgeLicences(lock({ 'node_modules/a/node_modules/@b/c': { version: '1.0.0', license } }));
      expect(found).toEqual([{ package: '@b/c@1.0.0', complaint: `has the licence ${license}` }]);
    },
  );

  it('lets tools have licences that nothing shipped may have', () => {
    const license = 'MPL-2.0';
    expect(judgeLicences(lock({ 'node_modules/a': { license, dev: true } }))).toEqual([]);
    expect(judgeLicences(lock({ 'node_modules/a': { license } }))).toHaveLength(1);
  });

  it('asks for a licence where none is named', () => {
    expect(judgeLicences(lock({ 'node_modules/a': { version: '1.0.0' } }))[0]?.package).toBe('a@1.0.0');
  });
});

describe('install scripts', () => {
  it('must be decided, one way or the other', () => {
    const packages = { 'node_modules/a': { hasInstallScript: true }, 'node_modules/b': { hasInstallScript: true } };
    expect(judgeInstallScripts(lock(packages), { a: false }).map((found) => found.package)).toEqual(['b']);
  });
});
