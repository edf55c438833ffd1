const AFTER_REMEDY = 'If that does not put it right, report it to your builder.';
const WITHOUT_REMEDY = 'If something is not as it should be, report it to your builder.';

/** Said at the end of an answer to a symptom: what the page shows as a way to report it (Q7, F11). */
export const reportWay = (remedy: boolean): string => (remedy ? AFTER_REMEDY : WITHOUT_REMEDY);

export const leadsToReport = (text: string): boolean =>
  [AFTER_REMEDY, WITHOUT_REMEDY].some((way) => text.trimEnd().endsWith(way));

/** An answer's text without what leads to a report: in danger it would send people the wrong way. */
export function withoutReportWay(text: string): string {
  const way = [AFTER_REMEDY, WITHOUT_REMEDY].find((one) => text.trimEnd().endsWith(one));
  return way === undefined ? text : text.trimEnd().slice(0, -way.length).trimEnd();
}
