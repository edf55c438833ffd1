import type { z } from 'zod';
import { noSuchHouse } from '#app/features/homes/no-such-house.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { formatIsoDay, isoDay } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  confirmEverywhere as confirmAll,
  countPapersOf,
  decidePaper as decide,
  findHouse,
  listPapersOf,
  type PaperChange,
  type PaperRow,
} from '#db/queries/handover/papers.ts';
import { findPageToCite, findRuleFacts } from '#db/queries/handover/readings.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { lastDayOf } from './last-day.ts';
import { askForLook } from './look-now.server.ts';
import { noSuchDevelopment } from './no-such-development.ts';
import { isPast, stateOf } from './paper-state.ts';
import { readPaper } from './read-paper.ts';
import { chooseRuleSet } from './rules/choose-rule-set.ts';
import type { RuleSet, Slot } from './rules/rule-set.ts';
import type { chosenPageSchema, paperSchema } from './schema.ts';

type PaperAt = z.output<typeof paperSchema>;
type Chosen = z.output<typeof chosenPageSchema>;
type House = NonNullable<Awaited<ReturnType<typeof findHouse>>>;

const MAX_QUOTE = 200;
/** Pages of which staff may say of one slot that they are not it. */
const MAX_REFUSED = 50;

const changedMeanwhile = () =>
  new AppError(
    'conflict',
    'Somebody else has decided about this paper, or another page was found, since you opened the page. Look again.',
  );

const today = () => isoDay(new Date());
const ranOut = (validUntil: string) =>
  `Its last day was ${formatIsoDay(validUntil)}, so it cannot be confirmed. Upload or choose a page that is still ` +
  'good; where the house needs no such paper, say “Not needed”.';

/**
 * Confirms the page that was shown for a paper. Throws AppError 409 when it is another by now or has run out, 404 for
 * none.
 */
export const confirmPaper = (scope: TenantScope, houseId: string, at: PaperAt): Promise<void> =>
  change(scope, houseId, at, 'confirmed', ({ row }) => {
    if (!row?.documentId || row.page === null)
      throw new AppError('conflict', 'There is no page to confirm. Choose the page that shows this paper.');
    if (row.validUntil && isPast(row.validUntil, today())) throw new AppError('conflict', ranOut(row.validUntil));
    return { ...kept(row), state: 'confirmed', decision: 'confirmed' };
  });

/** Says that the page that was shown is not this paper: it is not found for it again. Throws AppError 409, 404. */
export const refusePaper = (scope: TenantScope, houseId: string, at: PaperAt): Promise<void> =>
  change(scope, houseId, at, 'refused', ({ row }) => {
    if (!row?.fingerprint) throw new AppError('conflict', 'There is no page to refuse. Look again.');
    const refused = [...row.refused, row.fingerprint].slice(-MAX_REFUSED);
    return { ...NOTHING, state: 'refused', decision: null, refused };
  });

/** Says that this house needs no such paper. Throws AppError 409, 404. */
export const waivePaper = (scope: TenantScope, houseId: string, at: PaperAt): Promise<void> =>
  change(scope, houseId, at, 'waived', ({ row }) => ({
    ...NOTHING,
    state: 'waived',
    decision: 'waived',
    refused: row?.refused ?? [],
  }));

/** Takes back what was decided: it is looked for anew, among pages that were refused too. Throws AppError 409, 404. */
export const reopenPaper = (scope: TenantScope, houseId: string, at: PaperAt): Promise<void> =>
  change(scope, houseId, at, 'reopened', ({ row }) =>
    row?.documentId
      ? { ...kept(row), state: stateOf(null, row.validUntil, today()), decision: null, refused: [] }
      : { ...NOTHING, state: 'missing', decision: null, refused: [] },
  );

/**
 * Puts a page that staff name into a house's slot. Throws AppError 409, 404, 422 where the house sees no such page or
 * it has run out.
 */
export const choosePage = (scope: TenantScope, houseId: string, chosen: Chosen): Promise<void> =>
  change(scope, houseId, chosen, 'chosen', async ({ tx, row, house, slot }) => {
    const { document_id: documentId, page } = chosen;
    const { developmentId, houseType } = house;
    const cited = await findPageToCite(tx, scope, { documentId, page, developmentId, houseType });
    if (!cited) throw notThisPage('This house sees no such page. Choose a document of its type, and one of its pages.');
    const read = readPaper(cited.page);
    const validUntil = lastDayOf(read, slot) ?? null;
    if (validUntil && isPast(validUntil, today())) throw notThisPage(ranOut(validUntil));
    return {
      state: 'confirmed',
      decision: 'confirmed',
      documentId,
      page,
      quote: (read.titles[0] ?? cited.title).slice(0, MAX_QUOTE),
      fingerprint: read.fingerprint,
      validUntil,
      refused: (row?.refused ?? []).filter((one) => one !== read.fingerprint),
    };
  });

const notThisPage = (message: string) =>
  new AppError('invalid-input', message, { fields: [{ field: 'page', message }] });
const NOTHING = { documentId: null, page: null, quote: '', fingerprint: null, validUntil: null };
const kept = ({ documentId, page, quote, fingerprint, validUntil, refused }: PaperRow) => ({
  documentId,
  page,
  quote,
  fingerprint,
  validUntil,
  refused,
});

type Seen = { tx: Tx; row: PaperRow | undefined; house: House; slot: Slot };

async function change(
  scope: TenantScope,
  houseId: string,
  { slot, version }: PaperAt,
  what: string,
  to: (seen: Seen) => PaperChange | Promise<PaperChange>,
): Promise<void> {
  await withScope(scope, async (tx) => {
    const { house, rules } = await findWithRules(tx, scope, houseId);
    const asked = rules.slots.find(({ id }) => id === slot);
    if (!asked) throw new AppError('not-found', 'There is no such paper.');
    const row = (await listPapersOf(tx, scope, [houseId])).find((one) => one.slot === slot);
    if ((row?.version ?? 0) !== version) throw changedMeanwhile();
    const at = { houseId, slot, developmentId: house.developmentId, version };
    if (!(await decide(tx, scope, at, await to({ tx, row, house, slot: asked })))) throw changedMeanwhile();
    await countPapersOf(tx, scope, [houseId], idsOf(rules));
    if (what === 'refused' || what === 'reopened') await askForLook(tx, scope, house.developmentId);
    await recordAudit(tx, scope, {
      action: `handover-paper.${what}`,
      subjectType: 'house',
      subjectId: houseId,
      details: { slot },
    });
  });
  wakeDispatcher();
}

const idsOf = ({ slots }: RuleSet) => slots.map(({ id }) => id);

async function findWithRules(tx: Tx, scope: TenantScope, houseId: string): Promise<{ house: House; rules: RuleSet }> {
  const house = await findHouse(tx, scope, houseId);
  if (!house) throw noSuchHouse();
  const facts = await findRuleFacts(tx, scope, house.developmentId);
  if (!facts) throw noSuchDevelopment();
  return { house, rules: chooseRuleSet(facts) };
}

/**
 * Confirms all papers of a house that were shown as found, all or none. `shown`: their slots and versions. Throws
 * AppError 409 when one of them is another by now, 404.
 */
export async function confirmFound(scope: TenantScope, houseId: string, shown: readonly PaperAt[]): Promise<void> {
  await withScope(scope, async (tx) => {
    const { house, rules } = await findWithRules(tx, scope, houseId);
    const rows = new Map((await listPapersOf(tx, scope, [houseId])).map((row) => [row.slot, row]));
    for (const { slot, version } of shown) {
      const row = rows.get(slot);
      if (row?.version !== version || row.state !== 'found' || !rules.slots.some(({ id }) => id === slot))
        throw changedMeanwhile();
      if (row.validUntil && isPast(row.validUntil, today())) throw new AppError('conflict', ranOut(row.validUntil));
      const at = { houseId, slot, developmentId: house.developmentId, version };
      const confirmed = { ...kept(row), state: 'confirmed', decision: 'confirmed' } as const;
      if (!(await decide(tx, scope, at, confirmed))) throw changedMeanwhile();
    }
    await countPapersOf(tx, scope, [houseId], idsOf(rules));
    await recordAudit(tx, scope, {
      action: 'handover-paper.confirmed',
      subjectType: 'house',
      subjectId: houseId,
      details: { slots: shown.map(({ slot }) => slot) },
    });
  });
}

/**
 * Confirms the page that was shown of a paper, one that names no house, for every house of the development for which it
 * is found. Returns how many. Throws AppError 409 when it is another by now, names a house or has run out, 404.
 */
export async function confirmForAll(scope: TenantScope, houseId: string, { slot, version }: PaperAt): Promise<number> {
  return withScope(scope, async (tx) => {
    const { house, rules } = await findWithRules(tx, scope, houseId);
    const row = (await listPapersOf(tx, scope, [houseId])).find((one) => one.slot === slot);
    if (row?.version !== version || row.state !== 'found' || !rules.slots.some(({ id }) => id === slot))
      throw changedMeanwhile();
    const { documentId, page, fingerprint, names, validUntil } = row;
    if (!documentId || page === null || fingerprint === null) throw changedMeanwhile();
    if (names !== '') throw new AppError('conflict', `This page names ${names}. Confirm it for that house.`);
    if (validUntil && isPast(validUntil, today())) throw new AppError('conflict', ranOut(validUntil));
    const shown = { developmentId: house.developmentId, slot, documentId, page, fingerprint, today: today() };
    let houses = 0;
    for (let ids = await confirmAll(tx, scope, shown); ids.length > 0; ids = await confirmAll(tx, scope, shown)) {
      await countPapersOf(tx, scope, ids, idsOf(rules));
      houses += ids.length;
    }
    if (houses === 0) throw changedMeanwhile();
    await recordAudit(tx, scope, {
      action: 'handover-paper.confirmed',
      subjectType: 'document',
      subjectId: documentId,
      details: { slot, page, houses },
    });
    return houses;
  });
}
