import { categoryLabel } from '#app/features/documents/category-label.ts';
import { OTHER_TOPICS } from '#db/schema/analytics-parts.ts';

const others: Readonly<Record<string, string>> = OTHER_TOPICS;

/** A topic as people read it. */
export const topicLabel = (name: string): string => others[name] ?? categoryLabel(name);
