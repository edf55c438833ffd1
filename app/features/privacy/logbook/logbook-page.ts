import { escapeUTF8 } from 'entities';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import type { Logbook } from './logbook-schema.ts';

const STYLE = `body{font:1.0625rem/1.6 Georgia,serif;color:#26231d;background:#faf6ee;max-width:46rem;margin:0 auto;
padding:2rem 1.25rem}h1,h2{line-height:1.2}h2{border-bottom:2px solid #b08d3c;padding-bottom:.25rem;margin-top:2.5rem}
dt{color:#675f52;font-size:.9375rem}dd{margin:0 0 .75rem}a{color:inherit}.said{white-space:pre-wrap;
overflow-wrap:anywhere}.who{color:#675f52;font-size:.9375rem;margin:1.25rem 0 .25rem}.quote{border-left:3px solid
#b08d3c;padding-left:.75rem;color:#544d41}li{margin:.25rem 0}`;

const e = escapeUTF8;

/** The logbook as a page that opens without a network: documents by links beside it, chats as they were. */
export function logbookPage(logbook: Logbook): string {
  const { house, owner } = logbook;
  const title = `The logbook of ${house.label}`;
  return `<!doctype html>
<html lang="en-IE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(title)}</title><style>${STYLE}</style></head><body>
<h1>${e(title)}</h1>
<p>${e(house.development)}. Made on ${e(day(logbook.made_at))} for ${e(owner.full_name)}.</p>
<h2>The house</h2>
<dl>${[
    ['Address', house.address],
    ['Eircode', house.eircode ?? 'not recorded'],
    ['House type', house.house_type],
    ['Builder', `${house.builder.name}, ${house.builder.phone}, ${house.builder.email}`],
    ...logbook.record.map(({ heading, text }) => [heading, text] as const),
  ]
    .map(([term = '', text = '']) => `<dt>${e(term)}</dt><dd>${e(text)}</dd>`)
    .join('\n')}</dl>
<h2>Documents</h2>
${list(
  logbook.documents.map(
    ({ title: name, category, file, pages }) =>
      `<a href="${e(file)}">${e(name)}</a> (${e(category)}${pages === null ? '' : `, ${pages} pages`})`,
  ),
)}
<h2>Your chats</h2>
${logbook.messages.map(message).join('\n') || '<p>None.</p>'}
<h2>What was held about you</h2>
${list([
  `Name: ${e(owner.full_name)}`,
  `E-mail address: ${e(owner.email ?? 'none')}`,
  ...owner.accepted.map(({ document, version, accepted_at }) =>
    e(`Accepted the ${document === 'terms' ? 'terms' : 'privacy notice'} of ${version} on ${day(accepted_at)}`),
  ),
  ...owner.devices.map(({ browser, since }) => e(`Signed in by ${browser}${since ? ` since ${day(since)}` : ''}`)),
])}
</body></html>
`;
}

const day = (moment: string) => `${formatDate(new Date(moment))}, ${formatTime(new Date(moment))}`;
const list = (items: string[]) =>
  items.length === 0 ? '<p>None.</p>' : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;

function message(one: Logbook['messages'][number]): string {
  const who = one.role === 'user' ? 'You' : one.mode === 'model' ? 'The assistant, written by AI' : 'The assistant';
  const notes = [one.state === 'complete' ? '' : one.state, one.passed_on ? 'passed on to the builder' : '']
    .filter((note) => note !== '')
    .join(', ');
  const sources = one.citations.map(
    ({ title, page, quote }) => `<p class="quote">${e(quote)}<br>${e(title)}, page ${page}</p>`,
  );
  const answers = one.builder_answers.map(
    ({ text, at }) => `<p class="who">${e(`Your builder, ${day(at)}`)}</p>\n<p class="said">${e(text)}</p>`,
  );
  return `<p class="who">${e(who)}, ${e(day(one.created_at))}${notes ? ` (${e(notes)})` : ''}</p>
<p class="said">${e(one.content)}</p>${sources.join('')}${answers.join('')}`;
}
