import { escapeUTF8 } from 'entities';
import { formatDate, formatIsoDay, formatTime } from '#app/platform/dublin-time.ts';
import { offlinePage } from '#app/platform/offline-page.ts';
import type { PaperState } from '#db/schema/handover-words.ts';
import type { HousePapers, PaperItem } from './read-house-papers.server.ts';

const STYLE = `body{max-width:52rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:
top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #d8cfbd}.source{color:#675f52;font-size:.9375rem}.warn{border:
2px solid #9c2f1f;padding:.75rem 1rem;font-weight:bold}`;

const STATES: Record<PaperState, string> = {
  missing: 'missing',
  found: 'found, not confirmed',
  confirmed: 'confirmed',
  other: 'of another house',
  expired: 'expired',
  refused: 'refused',
  waived: 'not needed',
};
/** States in which the cited page is shown: what was refused or is another house's is not. */
export const SHOWN: ReadonlySet<PaperState> = new Set(['confirmed', 'found', 'expired']);
const e = escapeUTF8;

/** The first page of an evidence pack: each paper that the house must have, with its page beside it. */
export function packPage(papers: HousePapers, files: ReadonlyMap<string, string>, madeAt: Date): string {
  const { house, development, rules, complete, confirmed } = papers;
  const made = `${formatDate(madeAt)}, ${formatTime(madeAt)}`;
  return offlinePage({
    title: `Handover papers of ${house.label}`,
    style: STYLE,
    body: `<p>${e(house.address)}. ${e(development)}. Rules: ${e(rules)}. Made on ${made}.</p>
${complete ? '' : `<p class="warn">Not complete: ${confirmed} of ${papers.papers.length} papers are confirmed.</p>`}
<table><thead><tr><th>Paper</th><th>Standing</th><th>Where</th></tr></thead><tbody>
${papers.papers.map((paper) => row(paper, files)).join('\n')}
</tbody></table>`,
  });
}

function row(paper: PaperItem, files: ReadonlyMap<string, string>): string {
  const { cited, valid_until: until } = paper;
  const file = cited && SHOWN.has(paper.state) ? files.get(cited.document_id) : undefined;
  const where =
    cited && file
      ? `<a href="${e(file)}#page=${cited.page}">${e(cited.title)}, page ${cited.page}</a><br>${e(cited.quote)}`
      : '–';
  const state = `${STATES[paper.state]}${until ? `, until ${formatIsoDay(until)}` : ''}`;
  const name = `${e(paper.name)}<br><span class="source">${e(paper.source)}</span>`;
  return `<tr><td>${name}</td><td>${e(state)}</td><td>${where}</td></tr>`;
}
