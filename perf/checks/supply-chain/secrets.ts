import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

export type Secret = { where: string; line: number; what: string };

const RULES = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }];

export type Text = { where: string; text: string };

/** Characters that the rules look at in one go: each look costs more than its text. */
const BATCH = 262_144;

/** Keys, tokens and passwords of known shapes in `texts`, by text and its line, never with their value. */
export async function findSecrets(texts: Iterable<Text>): Promise<Secret[]> {
  const found: Secret[] = [];
  let batch: Text[] = [];
  let chars = 0;
  for (const text of texts) {
    if (chars > 0 && chars + text.text.length > BATCH) {
      found.push(...(await findIn(batch)));
      batch = [];
      chars = 0;
    }
    batch.push(text);
    chars += text.text.length;
  }
  return batch.length > 0 ? [...found, ...(await findIn(batch))] : found;
}

async function findIn(batch: Text[]): Promise<Secret[]> {
  const { messages } = await lintSource({
    source: { filePath: 'texts', content: batch.map(({ text }) => text).join('\n'), ext: '', contentType: 'text' },
    options: { config: { rules: RULES }, maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.map(({ loc, ruleId, messageId }) => {
    let line = loc.start.line;
    let where = '';
    for (const text of batch) {
      const lines = text.text.split('\n').length;
      where = text.where;
      if (line <= lines) break;
      line -= lines;
    }
    return { where, line, what: `${ruleId} ${messageId}` };
  });
}

/** Of a `git log -p`, what each commit added, by commit and file. */
export function* addedByCommit(log: string): Generator<Text> {
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
