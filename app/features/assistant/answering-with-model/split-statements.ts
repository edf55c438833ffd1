const TERMINAL = /[.!?…。！？]/;
/** Full stops of scripts that put no space after them. */
const WIDE = /[。！？]/;
const CLOSER = /["'”’)\]*_»]/;
/** What a sentence begins with. */
const STARTER = /[\p{Lu}\p{Lt}\p{Lo}"“‘'(*_#¿¡]/u;
const SPACE = /\s/;

type Where = 'inside' | 'ended' | 'behind' | 'mark';

/**
 * Cuts a text that comes in pieces into statements: sentences and lines, each with the white space before it and the
 * marks [1] behind it. Together they are the text. Made for finished marks (see resolve-markers.ts). A statement is
 * given out once the next one has begun. Linear in the text.
 */
export function createStatementSplitter(): { push(text: string): string[]; rest(): string[] } {
  let statement = '';
  let words = false;
  /** Digits that the statement begins with and has nothing else but; undefined behind any other character. */
  let digits: number | undefined = 0;
  let where: Where = 'inside';
  /** Where the white space behind the sentence begins. */
  let spaceAt = 0;

  function feed(character: string, out: string[]): void {
    if (character === '\n' && words) cut(statement.length, out);
    else if (where === 'behind' && STARTER.test(character)) cut(spaceAt, out);
    where = after(character);
    statement += character;
    if (SPACE.test(character) && !words) return;
    words = true;
    digits = digits !== undefined && /\d/.test(character) ? digits + 1 : undefined;
  }

  function cut(at: number, out: string[]): void {
    out.push(statement.slice(0, at));
    statement = statement.slice(at);
    words = false;
    digits = 0;
    where = 'inside';
  }

  function after(character: string): Where {
    if (where === 'mark') return character === ']' ? 'ended' : /\d/.test(character) ? 'mark' : 'inside';
    if (character === '[' && where !== 'inside') return 'mark';
    if (TERMINAL.test(character)) {
      spaceAt = statement.length + 1;
      return character === '.' && isOrdinal() ? 'inside' : WIDE.test(character) ? 'behind' : 'ended';
    }
    if (where === 'ended' && SPACE.test(character)) {
      spaceAt = statement.length;
      return 'behind';
    }
    if (where === 'behind') return SPACE.test(character) ? 'behind' : 'inside';
    return where === 'ended' && CLOSER.test(character) ? 'ended' : 'inside';
  }

  /** Is the statement so far the number of a list item? */
  const isOrdinal = () => digits !== undefined && digits > 0 && digits <= 3;

  return {
    push(text) {
      const out: string[] = [];
      for (const character of text) feed(character, out);
      return out;
    },
    rest() {
      const out = statement === '' ? [] : [statement];
      statement = '';
      words = false;
      digits = 0;
      where = 'inside';
      return out;
    },
  };
}

/** The statements of a whole text. */
export function statementsOf(text: string): string[] {
  const splitter = createStatementSplitter();
  return [...splitter.push(text), ...splitter.rest()];
}
