/** Names of HTML, to tell `<br>` from `<house owner>`, which is text in angle brackets. */

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre search section ' +
    'summary table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
const INLINE = new Set(
  (
    'a abbr acronym area audio b base basefont bdi bdo big br button canvas caption cite code col colgroup data ' +
    'datalist del dfn em embed font frame frameset i iframe img input ins kbd label link map mark math meta meter ' +
    'nobr noframes noscript object output param picture progress q rp rt ruby s samp script select slot small source ' +
    'span strike strong style sub sup svg template textarea time track tt u var video wbr'
  ).split(' '),
);

/** Elements that begin and end a line of their own. */
export const isBlockElement = (name: string): boolean => BLOCKS.has(name);

const isElement = (name: string): boolean => BLOCKS.has(name) || INLINE.has(name) || name.includes(':');

/** Whether a tag (`<b>`, `</b>`, `<!doctype`) is one of HTML; `<site office>` is not. */
export function isHtmlTag(tag: string): boolean {
  const name = /^<\/?([a-z][\w:-]{0,40})/i.exec(tag)?.[1];
  return name === undefined ? /^<[!?]/.test(tag) : isElement(name.toLowerCase());
}

/** HTML in which what only looks like a tag is text. */
export const escapeOtherTags = (html: string): string =>
  html.replace(/<(?:[!?]|\/?[a-z][\w:-]{0,40})?/gi, (start) => (isHtmlTag(start) ? start : `&lt;${start.slice(1)}`));
