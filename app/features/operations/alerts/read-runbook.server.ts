import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Marked } from 'marked';
import { AppError } from '#app/platform/errors.ts';

/** A heading's anchor, as code hosts make it: `Chat slow` is `chat-slow`. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s+/g, '-');

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>`;
    },
    // A wide block scrolls by itself, also for who has no mouse.
    code({ text }) {
      return `<pre tabindex="0"><code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`;
    },
  },
});

/**
 * The incident runbook (D9) as HTML, made from docs/runbook.md, whose title the page says itself. Throws AppError 404
 * where the file was not installed.
 */
export async function readRunbook(): Promise<string> {
  const text = await readFile(join(process.cwd(), 'docs', 'runbook.md'), 'utf8').catch((cause: unknown) => {
    throw new AppError(
      'not-found',
      'The runbook was not installed with this server. It is docs/runbook.md in the repository.',
      { cause },
    );
  });
  return marked.parse(text.replace(/^# .*\n/, ''), { async: false });
}
