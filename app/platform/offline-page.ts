import { escapeUTF8 } from 'entities';

const STYLE = `body{font:1.0625rem/1.6 Georgia,serif;color:#26231d;background:#faf6ee;margin:0 auto;padding:
2rem 1.25rem}h1,h2{line-height:1.2}a{color:inherit;overflow-wrap:anywhere}`;

/** A page of an archive, which opens without a network; `body` is HTML, `style` what it looks like beyond the usual. */
export const offlinePage = ({ title, style, body }: { title: string; style: string; body: string }): string =>
  `<!doctype html>
<html lang="en-IE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeUTF8(title)}</title><style>${STYLE}${style}</style></head><body>
<h1>${escapeUTF8(title)}</h1>
${body}
</body></html>
`;
