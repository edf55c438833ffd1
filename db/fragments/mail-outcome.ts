import { sql, type Column, type SQL } from 'drizzle-orm';

/** What became of a mail, as a change of its row; the first time of each outcome counts. */
export const mailOutcome = (
  row: { mailedAt: Column; mailFailedAt: Column },
  outcome: 'sent' | 'failed',
): { mailedAt?: SQL; mailFailedAt?: SQL } =>
  outcome === 'sent'
    ? { mailedAt: sql`coalesce(${row.mailedAt}, now())` }
    : { mailFailedAt: sql`coalesce(${row.mailFailedAt}, now())` };
