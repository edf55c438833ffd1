import { z } from 'zod';
import { selectCounters, selectHousesById } from '#db/queries/operations/limits.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, encodeCursor, type Page } from '#app/platform/http.ts';
import { overriddenPoints } from '#app/platform/limit-overrides.ts';
import { limitsAreShared, listCounted, type Counted } from '#app/platform/rate-limiter.ts';
import { LIMITS, type LimitName } from '#app/platform/rate-limits.ts';
import { NO_LIMIT, RULE_NAMES, RULES } from './limit-labels.ts';
import type { limitFilterSchema } from './schema.ts';

export type LimitItem = {
  /** Of the counter: the rule, and by whom it counts as far as may be told. */
  id: string;
  rule: LimitName;
  title: string;
  counted_by: 'house' | 'staff' | 'address' | 'account' | 'code';
  who: string;
  tenant: { id: string; name: string } | null;
  house: { id: string; label: string } | null;
  used: number;
  allowed: number;
  remaining: number;
  overridden: boolean;
  /** May an override be set for it? */
  may_differ: boolean;
  resets_at: string;
};

/** Counters looked through for a page, which may have fewer things than asked for, and a next one all the same. */
const LOOKED_THROUGH = 2_000;

type Found = Counted & { rule: LimitName };
type House = { id: string; label: string; tenantId: string; tenantName: string };

/**
 * Who is limited now, in the order of rules and keys (H10): on PostgreSQL as all instances count together, else as this
 * process does. Throws 422 for a foreign cursor.
 */
export async function listLimited(
  scope: PlatformScope,
  { limit, cursor, rule, state }: z.output<typeof limitFilterSchema>,
): Promise<Page<LimitItem>> {
  const position = z.tuple([z.string().refine((key) => ruleOf(key) !== undefined)]);
  const after = decodeCursor(cursor, position)?.[0] ?? (rule ? `${rule}:` : '');
  const local = limitsAreShared() ? undefined : await listCounted();
  return withScope(
    scope,
    async (tx) => {
      // Behind ':' comes ';': all keys of the rule.
      const before = rule ? `${rule};` : '~';
      const looked = local
        ? local.filter(({ key }) => key > after && key < before).slice(0, LOOKED_THROUGH)
        : await selectCounters(tx, { after, before, limit: LOOKED_THROUGH });
      const living = looked.flatMap((counted): Found[] => {
        const itsRule = ruleOf(counted.key);
        return itsRule && itsRule !== NO_LIMIT && counted.endsAt > Date.now() && counted.used > 0
          ? [{ ...counted, rule: itsRule }]
          : [];
      });
      const houses = await housesOf(living);
      const items = living
        .map((found) => describe(found, houses))
        .filter(({ item }) => state === 'all' || item.remaining === 0);
      const shown = items.slice(0, limit);
      const last =
        items.length > limit ? shown.at(-1)?.key : looked.length === LOOKED_THROUGH ? looked.at(-1)?.key : undefined;
      return { items: shown.map(({ item }) => item), next_cursor: last === undefined ? null : encodeCursor([last]) };

      async function housesOf(found: readonly Found[]): Promise<Map<string, House>> {
        const ids = found.flatMap(({ rule: its, key }) => (RULES[its].by === 'house' ? [keyOf(key)] : []));
        const rows = await selectHousesById(
          tx,
          [...new Set(ids)].filter((id) => z.uuid().safeParse(id).success),
        );
        return new Map(rows.map((row) => [row.id, row]));
      }
    },
    { readOnly: true },
  );
}

const keyOf = (counter: string) => counter.slice(counter.indexOf(':') + 1);

function ruleOf(counter: string): LimitName | undefined {
  const name = counter.slice(0, Math.max(0, counter.indexOf(':')));
  return RULE_NAMES.find((rule) => rule === name);
}

function describe({ key, rule, used, endsAt }: Found, houses: Map<string, House>): { key: string; item: LimitItem } {
  const { title, by } = RULES[rule];
  const own = keyOf(key);
  const house = houses.get(own);
  const override = overriddenPoints(rule, own, house?.tenantId);
  const allowed = override ?? LIMITS[rule].points;
  return {
    key,
    item: {
      id: `${rule}:${shownKey(by, own)}`,
      rule,
      title,
      counted_by: by,
      who: house ? house.label : shownKey(by, own),
      tenant: house ? { id: house.tenantId, name: house.tenantName } : null,
      house: house ? { id: house.id, label: house.label } : null,
      used,
      allowed,
      remaining: Math.max(0, allowed - used),
      overridden: override !== undefined,
      may_differ: RULES[rule].mayDiffer ?? false,
      resets_at: new Date(endsAt).toISOString(),
    },
  };
}

/** Addresses and ids as they are; of what stands for an account or a code, a part of its hash that tells them apart. */
function shownKey(by: LimitItem['counted_by'], key: string): string {
  if (by === 'code') return `${key.slice(0, 8)}…`;
  if (by !== 'account') return key;
  const [account = '', ...place] = key.split(':');
  return place.length > 0 ? `${account.slice(0, 8)}… from ${place.join(':').slice(0, 45)}` : `${account.slice(0, 8)}…`;
}
