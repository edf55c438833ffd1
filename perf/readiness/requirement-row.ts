import { escapeHtml as e } from '../harness/escape-html.ts';
import type { Evidence } from './evidence.ts';
import { isOf, type Judged, type State } from './judge.ts';
import { STATE_SIGNS, STATE_WORD } from './readiness-words.ts';

/** A state as a sign and a word. */
export const sayState = (state: State) =>
  `<span class="state ${state}"><span aria-hidden="true">${STATE_SIGNS[state]}</span> ${STATE_WORD[state]}</span>`;

/** One requirement as a row: number, title, state, its proofs, what else this run brought for it, what is missing. */
export function renderRequirement({ id, title, state, proofs, evidence, missing }: Judged): string {
  return `<tr id="${id}"><td class="id">${id}</td><td>${e(title)}</td><td>${sayState(state)}</td>
    <td>${proofsOf(proofs, evidence)}${evidenceOf(evidence, id)}${missing
      .map(
        (text) => `<p
      class="missing">${e(text)}</p>`,
      )
      .join('')}</td></tr>`;
}

/** What one would read to be convinced: each with what came of it, a test file as a link to itself. */
function proofsOf(proofs: readonly string[], evidence: readonly Evidence[]): string {
  const items = proofs.map((proof) => {
    const own = evidence.filter((one) => isOf(one, proof));
    const failed = own.filter(({ passed }) => !passed).length;
    const came =
      own.length === 0 ? 'did not run' : failed > 0 ? `${failed} of ${own.length} failed` : `${own.length} passed`;
    const name = proof.includes('/') ? `<a href="../${e(proof)}"><code>${e(proof)}</code></a>` : `step ${e(proof)}`;
    return `<li${failed > 0 ? ' class="bad"' : ''}>${name} <span class="quiet">${came}</span></li>`;
  });
  return items.length > 0
    ? `<ul class="plain">${items.join('')}</ul>`
    : '<p class="quiet">No proof of it is named.</p>';
}

function evidenceOf(evidence: readonly Evidence[], id: string): string {
  if (evidence.length === 0) return '<span class="quiet">This run brought nothing for it.</span>';
  const of = (kind: Evidence['kind']) => evidence.filter((one) => one.kind === kind);
  const [tests, journeys, figures] = [of('test'), of('journey'), of('figure')];
  const words = [counted(tests, 'test'), counted(journeys, 'journey'), counted(figures, 'figure')]
    .filter(Boolean)
    .join(', ');
  const items = [
    ...evidence.filter(({ passed }) => !passed).map((one) => item(one)),
    ...figures.filter(({ passed }) => passed).map((one) => item(one)),
    ...journeys.filter(({ passed }) => passed).map((one) => item(one)),
    ...testFiles(tests),
  ];
  return `<details><summary>${e(words)}<span class="sr"> for ${id}</span></summary><ul>${items.join('')}</ul>
    </details>`;
}

function counted(of: readonly Evidence[], name: string): string {
  if (of.length === 0) return '';
  const failed = of.filter(({ passed }) => !passed).length;
  return (
    `${of.length.toLocaleString('en-IE')} ` +
    `${name}${of.length === 1 ? '' : 's'}${failed > 0 ? ` (${failed} failed)` : ''}`
  );
}

function item({ what, figure, passed, link, step, kind }: Evidence): string {
  const text = `${passed ? '' : 'Failed: '}${what}`;
  return `<li${passed ? '' : ' class="bad"'}>${
    link
      ? `<a
    href="${e(link)}">${e(text)}</a>`
      : e(text)
  }${
    figure
      ? ` —
      ${e(figure)}`
      : ''
  }${kind === 'journey' ? '' : ` <span class="quiet">(${e(step)})</span>`}</li>`;
}

const WHERE: Record<string, string> = { tests: '', native: ' on native PostgreSQL' };

/** Passed tests by their file: the names are in the log, and there are hundreds. */
function testFiles(tests: readonly Evidence[]): string[] {
  return [
    ...Map.groupBy(
      tests.filter(({ passed }) => passed),
      ({ place, step }) => JSON.stringify([place, step]),
    ),
  ].map(([, group]) => {
    const { place = '', step, link } = group[0]!;
    const text = `${group.length} passed${WHERE[step] ?? ` (${step})`}`;
    return `<li><code>${e(place)}</code> ${link ? `<a href="${e(link)}">${e(text)}</a>` : e(text)}</li>`;
  });
}
