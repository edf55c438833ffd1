import {
  MAX_FINDING_CHARS,
  MAX_FINDINGS,
  MAX_LABEL_CHARS,
  MAX_RECOGNISED_CHARS,
  MAX_RECOGNISED_WORDS,
  type ChildTask,
} from '../process/child-protocol.ts';
import type { ExtractedPage, Finding, PageMarks, RawPage } from '../extracted-document.ts';
import type { RecognisedWord } from '#db/schema/recognised-word.ts';
import { cutText, normaliseText } from '../language/normalise-text.ts';

/** A sign of a PDF that its fonts do not explain is no letter; in a text file it is one whose byte was lost. */
const withoutUnexplained = (text: string, kind: ChildTask['kind']) =>
  kind === 'pdf' ? text.replaceAll('\uFFFD', '') : text;

export type ReadPage = ExtractedPage & { marks?: PageMarks | undefined };

/** A page as a reader made it, cleaned up and within the bounds of what may be handed over. */
export function finishPage(raw: RawPage, kind: ChildTask['kind']): ReadPage {
  const text = normaliseText(withoutUnexplained(raw.text, kind));
  const headings = raw.headings.map((heading) => normaliseText(withoutUnexplained(heading, kind)));
  const levels = raw.headingLevels.filter((_, i) => headings[i]);
  return {
    number: raw.number,
    text,
    headings: headings.filter(Boolean),
    headingLevels: levels,
    hasText: /[\p{L}\p{N}]/u.test(text),
    ...(raw.error ? { error: raw.error } : {}),
    ...(raw.label ? { label: cutText(normaliseText(cutText(raw.label, 1_000)), MAX_LABEL_CHARS) } : {}),
    ...(raw.role ? { role: raw.role } : {}),
    ...(raw.confidence === undefined ? {} : { confidence: raw.confidence }),
    ...(raw.lines ? { lines: raw.lines.slice(0, MAX_RECOGNISED_WORDS).map(finishWord) } : {}),
    ...(raw.findings ? { findings: raw.findings.slice(0, MAX_FINDINGS).map(finishFinding) } : {}),
    ...(raw.marks ? { marks: finishMarks(raw.marks) } : {}),
  };
}

const finishMarks = ({ asides, notes, heads, band }: PageMarks): PageMarks => {
  const finish = (lines: string[] | undefined) => lines?.map((line) => normaliseText(line));
  return { asides: finish(asides), notes: finish(notes), heads: finish(heads), band: finish(band) };
};

const finishWord = ({ text, box }: RecognisedWord): RecognisedWord => ({
  text: cutText(text, MAX_RECOGNISED_CHARS),
  box,
});

export const finishFinding = ({ text, ...finding }: Finding): Finding => ({
  ...finding,
  ...(text ? { text: cutText(normaliseText(cutText(text, 10_000)), MAX_FINDING_CHARS) } : {}),
});
