const LABELS: Record<string, string> = {
  guides: 'Guides',
  heating: 'Heating and hot water',
  electrical: 'Electricity',
  water: 'Water and drainage',
  ventilation: 'Ventilation',
  safety: 'Safety',
  'windows-doors': 'Windows and doors',
  warranty: 'Warranty and defects',
  estate: 'The estate',
  services: 'Bins, parking, broadband',
};

/** A category as people read it; one that a builder made up is shown as written, with its hyphens opened. */
export function categoryLabel(category: string): string {
  const opened = category.replaceAll('-', ' ');
  return LABELS[category] ?? opened.charAt(0).toUpperCase() + opened.slice(1);
}
