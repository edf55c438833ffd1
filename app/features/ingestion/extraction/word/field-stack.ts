import { addCode, isContentsField, isPageField, linkOf, openField, printedBy, type Field } from './fields.ts';

/** What the end of a field means for the paragraph that it stands in. */
export type EndedField = { printed: string; equation: string | undefined; link: string | undefined; from: number };

/** Deeper than fields stand in one another. */
const MAX_OPEN = 50;

/** The fields that are open, the innermost last. `hidesPages`: numbers of pages are not wanted, as in a header. */
export class FieldStack {
  readonly #fields: Field[] = [];
  /** Fields that are open beyond the deepest that are followed. */
  #beyond = 0;
  readonly #hidesPages: boolean;

  constructor(hidesPages: boolean) {
    this.#hidesPages = hidesPages;
  }

  begin(code?: string): void {
    if (this.#fields.length >= MAX_OPEN) this.#beyond += 1;
    else this.#fields.push(openField(code?.slice(0, 2_000)));
  }

  addCode(text: string): void {
    const field = this.#fields.at(-1);
    if (field) addCode(field, text);
  }

  setForm(form: NonNullable<Field['form']>): void {
    const field = this.#fields.at(-1);
    if (field) field.form = form;
  }

  /** The code is over; `length` is that of the paragraph. True where the result is the number of a page. */
  beginResult(length: number): boolean {
    const field = this.#fields.at(-1);
    if (!field || this.#beyond > 0) return false;
    field.phase = 'result';
    field.from = length;
    field.muted = this.#hidesPages && isPageField(field);
    return field.muted;
  }

  /** Undefined when no field is open. */
  end(length: number, pageNumber: string): EndedField | undefined {
    if (this.#beyond > 0) {
      this.#beyond -= 1;
      return undefined;
    }
    const field = this.#fields.pop();
    if (!field) return undefined;
    const empty = !field.muted && (field.phase === 'code' || length <= field.from);
    const page = this.#hidesPages && isPageField(field);
    return {
      printed: empty ? (page ? pageNumber : printedBy(field)) : '',
      equation: empty && /^\s*EQ\b/i.test(field.code) ? field.code.trim() : undefined,
      link: linkOf(field),
      from: field.from,
    };
  }

  /** A code that goes on in another paragraph never ended. */
  dropUnended(): void {
    this.#beyond = 0;
    while (this.#fields.at(-1)?.phase === 'code') this.#fields.pop();
  }

  /** Whether what is met now belongs to the code of an outer field, or to a result that is not wanted. */
  get isMuted(): boolean {
    return this.#fields.some((field, at) => field.muted || (field.phase === 'code' && at < this.#fields.length - 1));
  }

  get isContents(): boolean {
    return this.#fields.some((field) => field.phase === 'result' && isContentsField(field));
  }
}
