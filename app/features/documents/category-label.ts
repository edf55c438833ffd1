const LABELS: Record<string, string> = { 'windows-doors': 'Windows and doors' };

/** A category as people read it: "windows-doors" is "Windows and doors", a builder's own "roof-terrace" is "Roof terrace". */
export function categoryLabel(category: string): string {
  const words = category.replaceAll('-', ' ');
  return LABELS[category] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** The category that people mean by `text`, a label or their own words: lower case with hyphens. */
export function categoryOf(text: string): string {
  const plain = text.trim().toLowerCase().replace(/\s+/g, '-');
  return Object.keys(LABELS).find((category) => LABELS[category]!.toLowerCase().replaceAll(' ', '-') === plain) ?? plain;
}
