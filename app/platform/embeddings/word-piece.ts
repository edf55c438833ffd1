const CHINESE = /[\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]/gu;
/** Every run of other characters is a word; each punctuation mark and ASCII symbol is one by itself. */
const WORD = /[\p{P}$+<=>^`|~]|[^\s\p{P}$+<=>^`|~]+/gu;
const MAX_WORD = 100;

/**
 * The tokenizer of uncased BERT models: cleans, strips accents, lowers, parts at spaces and punctuation, then takes the longest known
 * pieces of each word. The same ids as the reference implementation, which the test compares with.
 */
export class WordPiece {
  readonly #ids: Map<string, number>;
  readonly #unknown: number;
  readonly #first: number;
  readonly #last: number;

  /** `vocabulary`: one piece a line, its id the line's number from 0. Throws when it lacks the special pieces. */
  constructor(vocabulary: string) {
    this.#ids = new Map(vocabulary.trimEnd().split('\n').map((piece, id) => [piece, id]));
    this.#unknown = this.#special('[UNK]');
    this.#first = this.#special('[CLS]');
    this.#last = this.#special('[SEP]');
  }

  #special(piece: string): number {
    const id = this.#ids.get(piece);
    if (id === undefined) throw new Error(`The vocabulary of the embedding model lacks ${piece}. Reinstall the application.`);
    return id;
  }

  /** The ids of a text's pieces between those of start and end, at most `maxTokens` in all. */
  encode(text: string, maxTokens: number): number[] {
    const ids = [this.#first];
    const clean = text
      .replace(/\s/g, ' ')
      .replace(/[\p{Cc}\p{Cf}\p{Co}\uFFFD]/gu, '')
      .replace(CHINESE, ' $& ')
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase();
    for (const [word] of clean.matchAll(WORD)) {
      for (const id of this.#pieces([...word])) {
        if (ids.length === maxTokens - 1) break;
        ids.push(id);
      }
    }
    ids.push(this.#last);
    return ids;
  }

  #pieces(letters: string[]): number[] {
    if (letters.length > MAX_WORD) return [this.#unknown];
    const out: number[] = [];
    for (let start = 0; start < letters.length; ) {
      let end = letters.length;
      let id: number | undefined;
      for (; end > start; end -= 1) {
        id = this.#ids.get((start > 0 ? '##' : '') + letters.slice(start, end).join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [this.#unknown];
      out.push(id);
      start = end;
    }
    return out;
  }
}
