import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

export type Secret = { where: string; line: number; what: string };

const RULES = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }];

/** Keys, tokens and passwords of known shapes in `text`, never with their value. `where` names it, as a path. */
export async function findSecrets(where: string, text: string): Promise<Secret[]> {
  const { messages } = await lintSource({
    source: { filePath: where, content: text, ext: where.slice(where.lastIndexOf('.')), contentType: 'text' },
    options: { config: { rules: RULES }, maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.map(({ loc, ruleId, messageId }) => ({
    where,
    line: loc.start.line,
    what: `${ruleId} ${messageId}`,
  }));
}

/** Of a `git log -p`, what each commit added, by commit and file. */
export function* addedByCommit(log: string): Generator<{ where: string; text: string }> {
  let commit = '';
  let file = '';
  let lines: string[] = [];
  const take = () => {
    const found = { where: `${commit}:${file}`, text: lines.join('\n') };
    lines = [];
    return found;
  };
  for (const line of log.split('\n')) {
    const head = /^commit ([0-9a-f]{8})/.exec(line);
    if (!head && !line.startsWith('+++ ')) {
      if (line.startsWith('+')) lines.push(line.slice(1));
      continue;
    }
    if (lines.length > 0) yield take();
    if (head) commit = head[1] ?? '';
    else file = line.slice(line.startsWith('+++ b/') ? 6 : 4);
  }
  if (lines.length > 0) yield take();
}
