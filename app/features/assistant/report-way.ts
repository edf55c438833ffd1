/** Said at the end of an answer to a symptom: what the page shows as a way to report it (Q7, F11). */
export const REPORT_WAY = 'If that does not put it right, report it to your builder.';

export const leadsToReport = (text: string): boolean => text.trimEnd().endsWith(REPORT_WAY);
