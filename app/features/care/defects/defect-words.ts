import type { DefectState, Trade } from '#db/schema/care-words.ts';

export const STATE_LABELS: Record<DefectState, string> = {
  reported: 'Reported',
  seen: 'Seen',
  scheduled: 'Scheduled',
  done: 'Done',
  closed: 'Closed',
};

export const TRADE_LABELS: Record<Trade, string> = {
  carpentry: 'Carpentry',
  electrical: 'Electrical',
  heating: 'Heating and ventilation',
  plumbing: 'Plumbing',
  'plaster-paint': 'Plaster and paint',
  'roof-walls': 'Roof and walls',
  'tiling-floors': 'Tiling and floors',
  'windows-doors': 'Windows and doors',
  outside: 'Outside and garden',
  other: 'Other',
};

export const ROOMS = [
  'Kitchen',
  'Living room',
  'Hall and stairs',
  'Bathroom',
  'Toilet',
  'Main bedroom',
  'Other bedroom',
  'Utility room',
  'Attic',
  'Roof or outside walls',
  'Garden and driveway',
  'Whole house',
];

/** The first line of a report, shortened: what it is called in lists. */
export function titleOf(description: string): string {
  const [line = ''] = description.trim().split('\n');
  return line.length > 90 ? `${line.slice(0, 88).trimEnd()}…` : line;
}
