import type { ChangeItem } from './describe-change.ts';

/** Longest passage that is put into the words for owners; characters. */
const MAX_PASSAGE = 700;

/** What staff may tell the owners concerned, to be read over and changed. */
export function proposeWording({ document, cause, was, now }: Pick<ChangeItem, 'document' | 'cause' | 'was' | 'now'>) {
  const told = `From “${document.title}”, page ${was.page}, you were told:\n\n${quoted(was.text)}`;
  if (cause === 'audience') return `${told}\n\nThis document is not about your house. Please do not go by it.`;
  if (cause === 'deleted') return `${told}\n\nThis document has been withdrawn. Please do not go by it any more.`;
  if (!now) return `${told}\n\nThe document does not say this any more. Please do not go by it.`;
  const where = now.page === was.page ? 'It says now' : `It says now, on page ${now.page}`;
  return `${told}\n\nThe document has changed. ${where}:\n\n${quoted(now.text)}`;
}

const quoted = (text: string) =>
  `“${text.length > MAX_PASSAGE ? `${text.slice(0, MAX_PASSAGE).trimEnd().toWellFormed()}…` : text}”`;
