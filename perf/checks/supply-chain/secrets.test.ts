import { describe, expect, it } from 'vitest';
import { addedByCommit, findSecrets } from './secrets.ts';

// Put together here, so that the scan of this file finds nothing.
const TOKEN = ['ghp', 'a'.repeat(36)].join('_');

describe('secrets', () => {
  it('finds a token with its line, and does not repeat it', async () => {
    const found = await findSecrets('a.ts', `const a = 1;\nconst token = '${TOKEN}';\n`);
    expect(found).toEqual([{ where: 'a.ts', line: 2, what: '@secretlint/secretlint-rule-github GITHUB_TOKEN' }]);
  });

  it('finds nothing in plain code', async () => {
    expect(await findSecrets('a.ts', 'export const password = readPassword();')).toEqual([]);
  });

  it('reads what each commit added, by file', () => {
    const log = [
      'commit 0123456789',
      '--- /dev/null',
      '+++ b/a.ts',
      '+one',
      '-gone',
      '+two',
      '+++ b/b.ts',
      '+three',
      'commit abcdef0123',
      '+++ b/a.ts',
      '-two',
    ].join('\n');
    expect([...addedByCommit(log)]).toEqual([
      { where: '01234567:a.ts', text: 'one\ntwo' },
      { where: '01234567:b.ts', text: 'three' },
    ]);
  });
});
