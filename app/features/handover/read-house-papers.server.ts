import { findHouse, listPapersOf, type PaperRow } from '#db/queries/handover/papers.ts';
import { findRuleFacts, listTitles } from '#db/queries/handover/readings.ts';
import type { PaperState } from '#db/schema/handover-words.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { noSuchHouse } from '#app/features/homes/no-such-house.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { requireId } from '#app/platform/require-id.ts';
import { openLook } from './look-now.server.ts';
import { noSuchDevelopment } from './no-such-development.ts';
import { isPast } from './paper-state.ts';
import { chooseRuleSet } from './rules/choose-rule-set.ts';
import type { RuleSet } from './rules/rule-set.ts';

export type PaperItem = {
  slot: string;
  name: string;
  source: string;
  state: PaperState;
  version: number;
  /** The page that shows it. */
  cited: { document_id: string; title: string; page: number; quote: string } | null;
  /** Whom the page names: this house or another; empty for none. */
  names: string;
  valid_until: string | null;
  /** Where the same paper stands once more. */
  copies: { document_id: string; title: string; page: number }[];
  decided_at: string | null;
};

export type HousePapers = {
  house: { id: string; label: string; address: string; house_type: string; development_id: string };
  development: string;
  rules: string;
  holds_codes: boolean;
  papers: PaperItem[];
  confirmed: number;
  complete: boolean;
  run: { progress: number } | null;
};

/** Each paper that a house must have, and how it stands with it (G10). Throws AppError 404. */
export async function readHousePapers(scope: TenantScope, houseId: string | undefined): Promise<HousePapers> {
  const id = requireId(houseId, noSuchHouse);
  return withScope(
    scope,
    async (tx) => {
      const house = await findHouse(tx, scope, id);
      if (!house) throw noSuchHouse();
      const facts = await findRuleFacts(tx, scope, house.developmentId);
      if (!facts) throw noSuchDevelopment();
      const rules = chooseRuleSet(facts);
      const rows = await readRows(tx, scope, id, rules);
      const titles = await titlesOf(tx, scope, [...rows.values()]);
      const run = await openLook(tx, scope, house.developmentId);
      const papers = rules.slots.map((slot) => describe(slot, rows.get(slot.id), titles));
      const confirmed = papers.filter(({ state }) => state === 'confirmed' || state === 'waived').length;
      return {
        house: {
          id,
          label: house.label,
          address: house.address,
          house_type: house.houseType,
          development_id: house.developmentId,
        },
        development: facts.name,
        rules: rules.label,
        holds_codes: facts.holdsCodes,
        papers,
        confirmed,
        complete: confirmed === papers.length,
        run: run ? { progress: run.progress } : null,
      };
    },
    { readOnly: true },
  );
}

/** What is kept of the papers that a house must have, by slot; of what has run out since it was looked at, too. */
async function readRows(tx: Tx, scope: TenantScope, id: string, { slots }: RuleSet): Promise<Map<string, PaperRow>> {
  const today = isoDay(new Date());
  const rows = (await listPapersOf(tx, scope, [id])).filter(({ slot }) => slots.some((one) => one.id === slot));
  return new Map(
    rows.map((row) => {
      const isGood = row.state === 'found' || row.state === 'confirmed';
      return [row.slot, isGood && isPast(row.validUntil, today) ? { ...row, state: 'expired' } : row];
    }),
  );
}

function titlesOf(tx: Tx, scope: TenantScope, rows: readonly PaperRow[]): Promise<Map<string, string>> {
  const cited = rows.flatMap(({ documentId, copies }) => [
    ...(documentId ? [documentId] : []),
    ...copies.map((copy) => copy.documentId),
  ]);
  return listTitles(tx, scope, [...new Set(cited)]);
}

type Slot = { id: string; name: string; source: string };

function describe({ id, name, source }: Slot, row: PaperRow | undefined, titles: Map<string, string>): PaperItem {
  const none = { cited: null, names: '', valid_until: null, copies: [], decided_at: null };
  if (!row) return { slot: id, name, source, state: 'missing', version: 0, ...none };
  const { documentId, page, quote } = row;
  const title = documentId ? titles.get(documentId) : undefined;
  return {
    slot: id,
    name,
    source,
    state: row.state,
    version: row.version,
    cited: documentId && page !== null && title !== undefined ? { document_id: documentId, title, page, quote } : null,
    names: row.names,
    valid_until: row.validUntil,
    copies: row.copies.flatMap((copy) => {
      const copied = titles.get(copy.documentId);
      return copied === undefined ? [] : [{ document_id: copy.documentId, title: copied, page: copy.page }];
    }),
    decided_at: row.decidedAt?.toISOString() ?? null,
  };
}
