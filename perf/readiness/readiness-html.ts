import { escapeHtml as e } from '../harness/escape-html.ts';
import { STATES, type Judged, type State } from './judge.ts';
import { clock } from './progress.ts';
import { READINESS_STYLE } from './readiness-style.ts';
import { STATE_SIGNS, STATE_WORD, STATE_WORDS, STEP_SIGNS } from './readiness-words.ts';
import type { ReadinessReport } from './report-shape.ts';
import { renderRequirement, sayState } from './requirement-row.ts';
import { SECTIONS } from './requirements.ts';

const moment = (at: string) =>
  new Intl.DateTimeFormat('en-IE', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Dublin' }).format(
    new Date(at),
  );
const count = (value: number, one: string, many = `${one}s`) =>
  `${value.toLocaleString('en-IE')} ${value === 1 ? one : many}`;

/**
 * The readiness report as one page without any other file, to look at first and to read after (A11). Every text from
 * outside is escaped.
 */
export function renderReadiness(report: ReadinessReport): string {
  const { words, tone } = verdictOf(report);
  return `<!doctype html>
<html lang="en-IE">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(`${words} · readiness of OpenHouse AI`)}</title>
<style>${READINESS_STYLE}</style>
</head>
<body>
<main>
<header>
<p class="over">OpenHouse AI · readiness</p>
<h1>${e(words)}</h1>
<p class="sub">${e(
    `${moment(report.startedAt)} · ${clock(report.seconds)} minutes · commit ` +
      `${report.commit}${report.changedFiles > 0 ? ` with ${count(report.changedFiles, 'changed file')}` : ''}`,
  )}</p>
<p class="verdict ${tone}">${e(`Exit code ${report.exitCode}: ${MEANING[report.exitCode] ?? ''}`)}</p>
${partial(report)}
${stack(report.requirements)}
</header>
<section><h2>By section</h2><div class="tiles">${Object.keys(SECTIONS)
    .map((section) =>
      tile(
        section,
        report.requirements.filter((one) => one.section === section),
      ),
    )
    .join('\n')}</div></section>
${failures(report)}
${changes(report)}
<section><h2>What ran</h2>${steps(report)}</section>
${figures(report)}
<section><h2>Every requirement</h2>${Object.keys(SECTIONS)
    .map((section) =>
      requirements(
        section,
        report.requirements.filter((one) => one.section === section),
      ),
    )
    .join('\n')}</section>
${waiting(report)}
${problems(report)}
</main>
<footer>
<p>${e(
    `${report.machine.name}: ${report.machine.cpu}, ${report.machine.cores} cores, ${report.machine.memoryGb} GB, ` +
      `${report.machine.system}, Node ${report.machine.node}; load average ` +
      `${report.machine.loadAverage.toFixed(1)} at the start. ` +
      `Load: profile ${report.load.profile}, ${report.load.database}.`,
  )}</p>
${report.machine.findings.length > 0 ? `<ul class="plain">${report.machine.findings.map(finding).join('')}</ul>` : ''}
<p>${e(`Command: ${report.command}. Green is only what ran in this run and passed; nothing here is of an earlier
  run.`)}</p>
</footer>
</body>
</html>
`;
}

const MEANING: Record<number, string> = {
  0: 'everything ran, everything is shown',
  1: 'something failed',
  2: 'nothing failed, but not everything is shown',
  130: 'interrupted',
};

function verdictOf({ interrupted, requirements, steps: all, exitCode }: ReadinessReport): {
  words: string;
  tone: 'ready' | 'investigate' | 'stop';
} {
  const of = (state: State) => requirements.filter((requirement) => requirement.state === state).length;
  if (interrupted) return { words: 'Interrupted: only a part ran', tone: 'investigate' };
  if (of('fails') > 0)
    return { words: `Not ready: ${count(of('fails'), 'requirement fails', 'requirements fail')}`, tone: 'stop' };
  if (exitCode === 1)
    return {
      words: `Not ready: ${count(all.filter(({ state }) => state === 'failed').length, 'step')} failed`,
      tone: 'stop',
    };
  if (exitCode === 2)
    return {
      words: `Nothing fails; ${of('partly')} shown in part, ${of('not-shown')} not at all`,
      tone: 'investigate',
    };
  return { words: 'Ready: every requirement is shown', tone: 'ready' };
}

/** Said at the top, since a part of the steps shows less than all of them. */
function partial({ steps: all }: ReadinessReport): string {
  const ran = all.filter(({ state }) => state === 'passed' || state === 'failed');
  return ran.length === all.length
    ? ''
    : `<p>${e(`${ran.length} of ${all.length} steps ran: ${ran.map(({ name }) => name).join(', ') || 'none'}.`)}</p>`;
}

function stack(requirements: readonly Judged[]): string {
  const counts = STATES.map((state) => ({ state, of: requirements.filter((one) => one.state === state).length }));
  return `<div class="stack" aria-hidden="true">${counts
    .map(({ state, of }) =>
      of > 0
        ? `<i class="${state}"
    style="flex:${of}"></i>`
        : '',
    )
    .join('')}</div>
<ul class="legend-row">${counts
    .map(
      ({ state, of }) => `<li class="${state}"><strong>${of}</strong>
  <span aria-hidden="true">${STATE_SIGNS[state]}</span> ${STATE_WORDS[state]}</li>`,
    )
    .join('')}</ul>`;
}

function tile(section: string, own: readonly Judged[]): string {
  const shown = own.filter(({ state }) => state === 'shown').length;
  const chips = own.map(
    ({ id, title, state }) =>
      `<a class="chip ${state}" href="#${id}" title="${e(`${title}: ${STATE_WORD[state]}`)}">${id} ` +
      `<span aria-hidden="true">${STATE_SIGNS[state]}</span><span class="sr">${STATE_WORD[state]}</span></a>`,
  );
  return `<div class="tile"><h3><b>${section}</b> ${e(SECTIONS[section] ?? section)}</h3>
    <p>${shown} of ${own.length} shown</p><div class="chips">${chips.join('')}</div></div>`;
}

function failures({ requirements: all }: ReadinessReport): string {
  const failing = all.filter(({ state }) => state === 'fails');
  if (failing.length === 0) return '';
  const items = failing.map(({ id, title, evidence }) => {
    const broken = evidence.filter(({ passed }) => !passed);
    return `<tr><td class="id"><a href="#${id}">${id}</a></td><td>${e(title)}</td><td><ul class="plain">${broken
      .slice(0, MOST)
      .map(
        ({ what, figure, link, step }) =>
          `<li class="bad">${
            link
              ? `<a
            href="${e(link)}">${e(what)}</a>`
              : e(what)
          }${figure ? ` — ${e(figure)}` : ''} (${e(step)})</li>`,
      )
      .join('')}${broken.length > MOST ? `<li>and ${broken.length - MOST} more</li>` : ''}</ul></td></tr>`;
  });
  return `<section><h2>What fails</h2><table class="cards req"><thead><tr><th>No.</th><th>Requirement</th>
    <th>Evidence against it</th></tr></thead><tbody>${items.join('\n')}</tbody></table></section>`;
}

function finding({ name, found, good }: ReadinessReport['machine']['findings'][number]): string {
  const said = `${good ? '' : 'Missing: '}${name}: ${found.replaceAll('\n', '; ')}`;
  return `<li${good ? '' : ' class="bad"'}>${e(said)}</li>`;
}

const MOST = 6;

function changes({ since }: ReadinessReport): string {
  if (!since) return '<section><h2>Since the last run</h2><p class="quiet">There is no earlier run.</p></section>';
  const about = `<p class="quiet">${e(`Compared with ${moment(since.startedAt)}, commit ${since.commit},
    ${since.command}.`)}</p>`;
  if (since.changes.length === 0)
    return `<section><h2>Since the last run</h2>${about}<p>No requirement has another state.</p></section>`;
  // What fails now first, what is better last; alike changes together.
  const rank = (to: State) => ['fails', 'not-shown', 'partly', 'shown'].indexOf(to);
  const groups = [
    ...Map.groupBy(
      since.changes.toSorted((a, b) => rank(a.to) - rank(b.to)),
      ({ from, to }) => `${from} ${to}`,
    ).values(),
  ];
  const items = groups.map(
    (group) =>
      `<li>${sayState(group[0]!.from)} → ${sayState(group[0]!.to)}: ${group
        .map(
          ({ id }) => `<a
        href="#${id}">${id}</a>`,
        )
        .join(', ')}</li>`,
  );
  return `<section><h2>Since the last run</h2>${about}<ul class="plain">${items.join('')}</ul></section>`;
}

function steps({ steps: all, seconds }: ReadinessReport): string {
  const share = (of: number) => ((100 * of) / Math.max(1, seconds)).toFixed(2);
  const rows = all.map(({ title, command, state, exitCode, beganAfter, seconds: took, summary, log, links }) => {
    const bar =
      took > 0
        ? `<span class="lane" aria-hidden="true"><i class="${state === 'failed' ? 'failed' : ''}"
          style="left:${share(beganAfter)}%;width:${share(took)}%"></i></span>`
        : '';
    const ways = [...links, ...(log ? [{ name: 'log', href: log }] : [])]
      .map(({ name, href }) => `<a href="${e(href)}">${e(name)}<span class="sr"> of ${e(title)}</span></a>`)
      .join(' · ');
    return `<tr><td>${e(title)}<br><code>${e(command)}</code></td><td>${bar}</td>
      <td class="n">${took > 0 ? clock(took) : '–'}</td><td><span class="state
        ${state === 'passed' ? 'shown' : state === 'failed' ? 'fails' : 'not-shown'}">
        <span aria-hidden="true">${STEP_SIGNS[state]}</span> ${e(state)}</span>${
          exitCode === null
            ? ''
            : ` <span
          class="quiet">exit ${exitCode}</span>`
        }<br>${e(summary)}</td><td>${ways}</td></tr>`;
  });
  return `<table class="cards steps"><thead><tr><th>Step</th><th>When</th><th class="n">Took</th><th>Outcome</th>
    <th>More</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function figures(report: ReadinessReport): string {
  const seen = new Map(
    report.requirements
      .flatMap(({ evidence }) => evidence.filter(({ kind, figure }) => kind === 'figure' && figure))
      .map((one) => [`${one.step} ${one.what}`, one]),
  );
  if (seen.size === 0) return '';
  const order = report.steps.map(({ name }) => name as string);
  const rows = [...seen.values()]
    .toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step))
    .map(
      ({ step, what, figure, passed, requirements: ids, short, link }) =>
        `<tr><td>${
          link
            ? `<a
          href="${e(link)}">${e(step)}</a>`
            : e(step)
        }</td><td>${e(what)}${
          short
            ? `<p
            class="missing">${e(short)}</p>`
            : ''
        }</td><td>${e(figure ?? '')}</td><td>
            <span class="state ${passed ? 'shown' : 'fails'}">
              <span aria-hidden="true">${passed ? '✓' : '✗'}</span> ${passed ? 'holds' : 'broken'}</span></td>
                <td>${ids.map((id) => `<a href="#${id}">${id}</a>`).join(', ')}</td></tr>`,
    );
  return `<section><h2>Figures</h2><table class="cards"><thead><tr><th>Step</th><th>What must hold</th><th>Seen</th>
    <th>Verdict</th><th>For</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`;
}

function requirements(section: string, own: readonly Judged[]): string {
  return `<h3 id="section-${section}">${section}. ${e(SECTIONS[section] ?? section)}</h3>
    <table class="cards req states"><thead><tr><th>No.</th><th>Requirement</th><th>State</th>
      <th>Evidence of this run</th></tr></thead><tbody>${own.map(renderRequirement).join('\n')}</tbody></table>`;
}

function waiting({ waiting: lines }: ReadinessReport): string {
  if (lines.length === 0) return '';
  return `<section><h2>Journeys of section J that wait</h2><ul
    class="plain">${lines
      .map(
        ({ line, requirements: ids, waitsFor }) => `<li>
      <strong>${e(line)}</strong>: not shown, waits for ${e(waitsFor)}
        (${e(ids.join(', '))})</li>`,
      )
      .join('')}</ul></section>`;
}

function problems({ problems: all }: ReadinessReport): string {
  return all.length === 0
    ? ''
    : `<section><h2>What does not count, and why</h2><ul class="plain
      bad">${all.map((problem) => `<li>${e(problem)}</li>`).join('')}</ul></section>`;
}
