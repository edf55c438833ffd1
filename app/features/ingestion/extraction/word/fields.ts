import { child, childrenOf, numberOf, switchOf, valueOf, type XmlNode } from './xml-node.ts';

/** A field of Word that is open: its code, then its result, which is what a person sees. */
export type Field = {
  code: string;
  phase: 'code' | 'result';
  form: XmlNode | undefined;
  /** Length of the paragraph when its result began. */
  from: number;
  /** It gives what is not wanted: the number of a page in a header. */
  muted: boolean;
};

const MAX_CODE = 2_000;

export const openField = (code = ''): Field => ({ code, phase: 'code', form: undefined, from: 0, muted: false });

export function addCode(field: Field, text: string): void {
  if (field.code.length < MAX_CODE) field.code += text.slice(0, MAX_CODE);
}

/** The name of a field: the first word of its code, in capitals. */
export const fieldName = ({ code }: Field): string => /^\s*(\S{1,40})/.exec(code)?.[1]?.toUpperCase() ?? '';

const PAGE_FIELDS = new Set(['PAGE', 'NUMPAGES', 'SECTION', 'SECTIONPAGES']);
export const isPageField = (field: Field): boolean => PAGE_FIELDS.has(fieldName(field));

const CONTENTS = new Set(['TOC', 'INDEX', 'TOA']);
export const isContentsField = (field: Field): boolean => CONTENTS.has(fieldName(field));

/** Where a HYPERLINK field leads; undefined for a place in the document, and for other fields. */
export function linkOf(field: Field): string | undefined {
  if (fieldName(field) !== 'HYPERLINK') return undefined;
  return /^\s*\S+\s+(?:"([^"]{1,2000})"|([^\s"\\]{1,2000}))/.exec(field.code)?.slice(1).find(Boolean);
}

/** What a field without a result prints: a box, a choice, the label of a button. */
export function printedBy(field: Field): string {
  const name = fieldName(field);
  const box = child(field.form, 'w:checkBox');
  if (name === 'FORMCHECKBOX') return (switchOf(box, 'w:checked') ?? switchOf(box, 'w:default')) ? '☒' : '☐';
  const list = child(field.form, 'w:ddList');
  if (name === 'FORMDROPDOWN') {
    const chosen = numberOf(valueOf(list, 'w:result')) ?? numberOf(valueOf(list, 'w:default')) ?? 0;
    return childrenOf(list, 'w:listEntry')[chosen]?.attributes['w:val'] ?? '';
  }
  if (name === 'MACROBUTTON') return /^\s*\S+\s+\S+\s+(.*)$/s.exec(field.code)?.[1]?.trim() ?? '';
  return '';
}
