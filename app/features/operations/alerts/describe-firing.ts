import type { AlertLevel, FiringRow, SilenceRow } from '#db/queries/operations/alerts.ts';
import { alertRule, alertTitle, type AlertThreshold } from './alert-rules.ts';

type Person = { id: string; name: string | null };

export type FiringItem = {
  id: string;
  rule: string;
  title: string;
  /** The worst since it began. */
  state: AlertLevel;
  since: string;
  /** Null while it stands. */
  until: string | null;
  /** That fired it, in `unit`. */
  value: number | null;
  /** Null for a rule that is no more. */
  unit: AlertThreshold['unit'] | null;
  process: string;
  /** The worst that was told by mail or webhook; null while nobody was. */
  told: AlertLevel | null;
  acknowledged_at: string | null;
  acknowledged_by: Person | null;
  note: string | null;
};

export function describeFiring(row: FiringRow): FiringItem {
  const { id, rule, state, startedAt, endedAt, value, process, told, acknowledgedAt, acknowledgedBy, note } = row;
  return {
    id,
    rule,
    title: alertTitle(rule),
    state,
    since: startedAt.toISOString(),
    until: endedAt?.toISOString() ?? null,
    value,
    unit: alertRule(rule)?.unit ?? null,
    process,
    told,
    acknowledged_at: acknowledgedAt?.toISOString() ?? null,
    acknowledged_by: acknowledgedBy === null ? null : { id: acknowledgedBy, name: row.acknowledgedByName },
    note,
  };
}

export type SilenceItem = {
  id: string;
  rule: string;
  title: string;
  reason: string;
  set_by: { id: string; name: string };
  created_at: string;
  ends_at: string;
  ended_at: string | null;
  live: boolean;
};

export function describeSilence({ id, rule, reason, setBy, setByName, ...row }: SilenceRow): SilenceItem {
  return {
    id,
    rule,
    title: alertTitle(rule),
    reason,
    set_by: { id: setBy, name: setByName },
    created_at: row.createdAt.toISOString(),
    ends_at: row.endsAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    live: row.endedAt === null && row.endsAt.getTime() > Date.now(),
  };
}
