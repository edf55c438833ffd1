/** Days that the overview offers; the middle one is usual. */
export const PERIODS = [7, 30, 90] as const;

/** From `from` to `to`, ISO dates, both included; `days` when it is one of the usual periods up to today. */
export type OverviewRange = { from: string; to: string; days: (typeof PERIODS)[number] | null };
