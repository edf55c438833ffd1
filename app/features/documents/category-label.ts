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

/**
 * A category as owners and staff read it: "heating" is "Heating and hot water", a builder's own "roof-terrace" is
 * "Roof terrace".
 */
export function categoryLabel(category: string): string {
  const words = category.replaceAll('-', ' ');
  return LABELS[category] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** The category that people mean by `text`, a label or their own words: lower case with hyphens. */
export function categoryOf(text: string): string {
  const plain = hyphened(text);
  return Object.keys(LABELS).find((category) => hyphened(LABELS[category]!) === plain) ?? plain;
}

const hyphened = (text: string) => text.trim().toLowerCase().replace(/\s+/g, '-');
