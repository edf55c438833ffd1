import { escapeUTF8 as e } from 'entities';
import { REPORT_STYLE } from '../harness/report/report-style.ts';
import type { Judged, Proof, State } from './judge.ts';
import type { StepResult } from './read-results.ts';

/** `reports/requirements.json` (A11). */
export type RequirementsReport = {
  startedAt: string;
  command: string;
  /** With `+` when files differ from it. */
  commit: string;
  machine: string;
  exitCode: number;
  steps: StepResult[];
  requirements: Judged[];
};

/** Told by a sign and a word, never by colour alone. */
export const STATES: Record<State, string> = {
  shown: '✓ shown',
  partly: '◐ partly',
  fails: '✗ fails',
  'not-shown': '– not shown',
};
const MEANING: Record<number, string> = {
  0: 'Ready: everything ran, every requirement is shown',
  1: 'Not ready: something failed',
  2: 'Nothing failed, but not everything is shown',
  130: 'Interrupted: only a part ran',
};
const STYLE = `${REPORT_STYLE}
body{max-width:74rem}a{color:inherit}ul{margin:0;padding-left:1.1rem}li,td{overflow-wrap:anywhere}
.shown,.passed{color:var(--green)}.partly{color:var(--amber)}.fails,.failed{color:var(--red)}`;

export const countStates = (requirements: readonly Judged[]) =>
  (Object.keys(STATES) as State[])
    .map((state) => `${requirements.filter((one) => one.state === state).length} ${STATES[state]}`)
    .join(' · ');

const list = (items: readonly string[]) => (items.length > 0 ? `<ul>${items.join('')}</ul>` : '');
const table = (head: readonly string[], rows: readonly string[]) =>
  `<table><thead><tr>${head.map((name) => `<th>${name}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.join('\n')}</tbody></table>`;

/** The report as one page that loads nothing. `sections`: title by letter. Every text from outside is escaped. */
export function renderRequirements(report: RequirementsReport, sections: Readonly<Record<string, string>>): string {
  const { startedAt, command, commit, machine, exitCode, steps, requirements } = report;
  const verdict = MEANING[exitCode] ?? `Exit code ${exitCode}`;
  const bySection = Object.entries(sections).map(([letter, title]) => {
    const rows = requirements.filter(({ section }) => section === letter).map(requirementRow);
    return `<h2>${letter}. ${e(title)}</h2>${table(['No.', 'Requirement', 'State', 'Evidence of this run'], rows)}`;
  });
  return `<!doctype html>
<html lang="en-IE">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(`${verdict} · requirements of OpenHouse AI`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="over">OpenHouse AI · requirements</p>
<h1>${e(verdict)}</h1>
<p>${e(countStates(requirements))}</p>
<p class="sub">${e(`${startedAt} · commit ${commit} · ${machine}`)}</p>
<p class="sub">${e(`${command}. Shown is only what ran in this run and passed.`)}</p>
<h2>What ran</h2>
${table(['Step', 'Took', 'Outcome'], steps.map(stepRow))}
${bySection.join('\n')}
</main>
</body>
</html>
`;
}

function stepRow({ title, command, state, seconds, summary, log, page }: StepResult): string {
  const link = (href: string, name: string) => ` <a href="${e(href)}">${name} of ${e(title)}</a>`;
  const ways = state === 'skipped' ? '' : (page ? link(page, 'report') : '') + link(log, 'log');
  return (
    `<tr><td>${e(title)}<br><code>${e(command)}</code></td><td>${seconds > 0 ? `${Math.round(seconds)} s` : '–'}</td>` +
    `<td><strong class="${state}">${state}</strong> ${e(summary)}${ways}</td></tr>`
  );
}

function requirementRow({ id, title, state, proofs, missing }: Judged): string {
  return (
    `<tr id="${id}"><td>${id}</td><td>${e(title)}</td><td class="${state}"><strong>${STATES[state]}</strong></td><td>` +
    list([...proofs.map(proofItem), ...missing.map((text) => `<li>Missing: ${e(text)}</li>`)]) +
    `</td></tr>`
  );
}

/** What one would read to be convinced, with what came of it. */
function proofItem({ name, ran, passed, failed, figures, link }: Proof): string {
  const came = ran ? `${passed} passed${failed.length > 0 ? `, ${failed.length} failed` : ''}` : 'did not run';
  const way = link ? `<a href="${e(link)}">${e(name)}</a>` : e(name);
  const said = [
    ...failed.map((text) => `<li class="fails">Failed: ${e(text)}</li>`),
    ...figures.map((text) => `<li>${e(text)}</li>`),
  ];
  return `<li>${way}: ${came}${list(said)}</li>`;
}
