type Connection = { query(text: string): void; parse(query: unknown): void };

/** Ends with SQLSTATE 42501, whoever asks. */
const REFUSED = 'select inner_key from wall.key';
/** As PostgreSQL's scanner has them: a comment of two hyphens ends at a carriage return, too. */
const SPACE_AND_COMMENTS = /^(?:[ \t\n\r\f\v]|--[^\n\r]*(?:[\n\r]|$)|\/\*(?:[^*/]|\*(?!\/)|\/(?!\*))*\*\/)+/;
const OF_SCOPES = /^(?:select|insert|update|delete|merge|with|values|table|savepoint|release|rollback[ \t\n\r]+to)\b/i;
/** What the process and its tests ask beside that: transactions, and how a statement is planned. */
const OF_THE_PROCESS = /^(?:begin|commit|rollback|explain)\b/i;

/**
 * Is `text` a query, a write or a savepoint, by its first words? Settings, roles, locks of tables, cursors, plans
 * (`explain` counts with all tenants' statistics), the end of the transaction and whatever makes something are not.
 */
export function mayRunInScope(text: string): boolean {
  return OF_SCOPES.test(text.replace(SPACE_AND_COMMENTS, ''));
}

/**
 * Stands before PGlite's one connection, whose first user is a superuser that `set session authorization` would bring
 * back: while it is `closed`, statements that could change the user or make a program reach the database only when they
 * were announced by `trust`, and several statements in one text not at all. On a server no such gate is needed: there
 * the process logs in as somebody who has nothing to come back to.
 */
export class StatementGate {
  closed = false;
  readonly #trusted = new Map<string, number>();

  constructor(connection: Connection) {
    const [query, parse] = [connection.query.bind(connection), connection.parse.bind(connection)];
    connection.query = (text) => query(this.#mayPass(text, true) ? text : REFUSED);
    connection.parse = (asked) => {
      const { text, types, ...rest } = asked as { text: string; types?: unknown };
      // Drizzle passes its result parsers as `types` of a query, node-postgres hands them on with the parse message,
      // and PGlite takes them for a list of parameter types and throws. Only a list goes through.
      parse({
        ...rest,
        text: this.#mayPass(text, false) ? text : REFUSED,
        types: Array.isArray(types) ? types : undefined,
      });
    };
  }

  /** Lets this text through once. Returns it. */
  trust(text: string): string {
    if (this.closed) this.#trusted.set(text, (this.#trusted.get(text) ?? 0) + 1);
    return text;
  }

  #mayPass(text: string, several: boolean): boolean {
    if (!this.closed) return true;
    const announced = this.#trusted.get(text) ?? 0;
    if (announced > 1) this.#trusted.set(text, announced - 1);
    else this.#trusted.delete(text);
    if (announced > 0) return true;
    if (several && text.replace(/;\s*$/, '').includes(';')) return false;
    return mayRunInScope(text) || OF_THE_PROCESS.test(text.replace(SPACE_AND_COMMENTS, ''));
  }
}
