const BETWEEN = /([\s<>()[\]{}"'`|*,;“”‘’«»\\]+)/;
/** A figure's decimal point, so that it is no full stop. */
export const POINT = '\ue000';

/**
 * The links, host names and e-mail addresses of a text in lower case, without `https://`, `www.` and a last slash; and
 * the text without them.
 */
export function linksIn(text: string): { links: string[]; rest: string } {
  const links: string[] = [];
  const rest = text.split(BETWEEN).map((word, index) => {
    const link = index % 2 === 0 ? linkOf(word.replaceAll(POINT, '.').replace(/[。｡]/g, '.')) : undefined;
    if (link !== undefined) links.push(link);
    return link === undefined ? word : ' ';
  });
  return { links, rest: rest.join('') };
}

function linkOf(word: string): string | undefined {
  const trimmed = trim(word);
  const bare = trimmed.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/^www\./, '');
  const link = bare.endsWith('/') ? bare.slice(0, -1) : bare;
  if (trimmed.includes('://') || trimmed.startsWith('mailto:') || trimmed.startsWith('www.')) return link;
  const at = link.lastIndexOf('@');
  const host = link.slice(at + 1).split(/[/?#:]/, 1)[0] ?? '';
  return isHost(host) ? link : undefined;
}

function isHost(host: string): boolean {
  const labels = host.split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\p{N}_-]+$/u.test(label)) &&
    /^(?:\p{L}{2,}|xn--.+)$/u.test(labels.at(-1) ?? '')
  );
}

/** Without the punctuation around it. */
function trim(word: string): string {
  let [from, to] = [0, word.length];
  while (from < to && '.:!?…_~/#'.includes(word.charAt(from))) from += 1;
  while (to > from && '.:!?…_~'.includes(word.charAt(to - 1))) to -= 1;
  return word.slice(from, to);
}
