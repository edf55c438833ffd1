import { escapeUTF8 } from 'entities';
import { STATE_LABELS } from '#app/features/care/defects/defect-words.ts';
import { formatDate, formatIsoDay, formatTime } from '#app/platform/dublin-time.ts';
import { offlinePage } from '#app/platform/offline-page.ts';
import type { Logbook } from './logbook-schema.ts';

const STYLE = `body{max-width:46rem}h2{border-bottom:2px solid #b08d3c;padding-bottom:.25rem;margin-top:2.5rem}
dt{color:#675f52;font-size:.9375rem}dd{margin:0 0 .75rem}.said{white-space:pre-wrap;
overflow-wrap:anywhere}.who{color:#675f52;font-size:.9375rem;margin:1.25rem 0 .25rem}.quote{border-left:3px solid
#b08d3c;padding-left:.75rem;color:#544d41}li{margin:.25rem 0}`;

const e = escapeUTF8;

/** The logbook as a page that opens without a network: documents by links beside it, chats as they were. */
export function logbookPage(logbook: Logbook): string {
  const { house, owner } = logbook;
  return offlinePage({
    title: `The logbook of ${house.label}`,
    style: STYLE,
    body: `<p>${e(house.development)}. Made on ${e(day(logbook.made_at))} for ${e(owner.full_name)}.</p>
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
<h2>Defects</h2>
${logbook.defects.map(defect).join('\n') || '<p>None were reported.</p>'}
<h2>Maintenance</h2>
<h3>What the documents ask for</h3>
${list(logbook.maintenance.tasks.map(task))}
<h3>What was done</h3>
${list(
  logbook.maintenance.done
    .toSorted((one, other) => other.done_on.localeCompare(one.done_on))
    .map(({ subject, done_on, note }) =>
      e(`${formatIsoDay(done_on)}: ${subject ?? 'A task that is not asked for any more'}${note ? `. ${note}` : ''}`),
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
])}`,
  });
}

const day = (moment: string) => `${formatDate(new Date(moment))}, ${formatTime(new Date(moment))}`;
const list = (items: string[]) =>
  items.length === 0 ? '<p>None.</p>' : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;

function task({ subject, every, due_on, quote, title, page }: Logbook['maintenance']['tasks'][number]): string {
  const what = e(`${subject}. ${every}, next ${formatIsoDay(due_on)}`);
  return `${what}<p class="quote">${e(quote)}<br>${e(title)}, page ${page}</p>`;
}

function defect(one: Logbook['defects'][number]): string {
  const state = STATE_LABELS[one.state];
  const photos = one.photos.map((name, at) => `<a href="${e(name)}">Photo ${at + 1}</a>`).join(', ');
  const messages = one.messages.map(({ side, text, at, state: set }) => {
    const who = `${side === 'owner' ? 'You' : 'Your builder'}, ${day(at)}`;
    const what = text || (set ? STATE_LABELS[set] : '');
    return `<p class="who">${e(who)}</p>\n<p class="said">${e(what)}</p>`;
  });
  return `<h3>${e(one.title)}</h3>
<p class="who">${e(`${one.room}, ${day(one.reported_at)}. ${state}`)}</p>
<p class="said">${e(one.description)}</p>${photos && `<p>${photos}</p>`}${messages.join('')}`;
}

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
