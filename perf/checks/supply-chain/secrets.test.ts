import { describe, expect, it } from 'vitest';
import { addedByCommit, findSecrets } from './secrets.ts';

// Put together here, so that the scan of this file finds nothing.
const TOKEN = ['ghp', 'a'.repeat(36)].join('_');

describe('secrets', () => {
  it('finds a token with its text and line, and does not repeat it', async () => {
    const found = await findSecrets([
      { where: 'a.ts', text: 'const a = 1;\n' },
      { where: 'b.ts', text: `const b = 1;\nconst token = '${TOKEN}';\n` },
      { where: 'c.ts', text: '' },
    ]);
    expect(found).toEqual([{ where: 'b.ts', line: 2, what: '@secretlint/secretlint-rule-github GITHUB_TOKEN' }]);
  });

  it('finds one behind much text', async () => {
    const texts = [0, 1, 2].map((at) => ({ where: `${at}.txt`, text: 'a line of text\n'.repeat(10_000) }));
    const found = await findSecrets([...texts, { where: 'last.ts', text: `const token = '${TOKEN}';` }]);
    expect(found.map(({ where, line }) => [where, line])).toEqual([['last.ts', 1]]);
  });

  it('finds nothing in plain code', async () => {
    expect(await findSecrets([{ where: 'a.ts', text: 'export const password = readPassword();' }])).toEqual([]);
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
