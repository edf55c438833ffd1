/**
 * A pattern that is not linear, or cannot be judged, and why that does no harm where it stands. `count`: so many copies
 * in its file, else one.
 */
export type Allowed = { file: string; source: string; reason: string; count?: number };

const LOG = 'redactText cuts its text at 16,384 characters first';
const HEADER = 'Node takes no request line and headers of more than 16 KB';

const NAMES = 'built from what staff call their house types, escaped, and run on passages of at most 3,000 characters';

export const ALLOWED: readonly Allowed[] = [
  {
    file: 'inngest/local/time-text.ts',
    source: '(\\d+(?:\\.\\d+)?)([wdhms])',
    reason: 'durations that our own functions are written with',
  },
  { file: 'app/server/edge/refuse-malformed.ts', source: '^https?:\\/\\/([^/?#]+)(.*)$', reason: HEADER },
  {
    file: 'app/server/edge/route-template.ts',
    source: "new RegExp(`^${source}/*$`, 'i')",
    reason: 'built from our own routes at start',
  },
  { file: 'app/platform/request/client-address.ts', source: '%.*$', reason: HEADER },
  {
    file: 'app/platform/request/client-address.ts',
    source: '(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)$',
    reason: 'on what is an IPv6 address already',
  },
  { file: 'app/platform/redact.ts', source: '\\bparams: [\\s\\S]*?(?=\\n\\s+at |$)', reason: LOG },
  { file: 'app/platform/redact.ts', source: 'row contains \\(.*\\)', reason: LOG },
  {
    file: 'app/platform/redact.ts',
    source: '(Key \\([^)]*\\)=)\\((?:[^)\\n]|\\)(?! (?:already|is|conflicts)))*\\)',
    reason: LOG,
  },
  { file: 'app/platform/redact.ts', source: '\\beyJ[\\w-]{5,}(?:\\.[\\w-]+){1,4}\\.?', reason: LOG },
  { file: 'app/platform/redact.ts', source: '\\b((?:postgres(?:ql)?|mysql|rediss?|smtps?):\\/\\/)\\S*@', reason: LOG },
  { file: 'app/platform/tracing.ts', source: '\\/+$', reason: 'on an address of the configuration' },
  {
    file: 'app/features/documents/ui/house-type-boxes.tsx',
    source: "new RegExp(`\\\\b${code.replace(/[^A-Za-z0-9]/g, '\\\\$&')}\\\\b`)",
    reason: 'a plain word: every other character is escaped',
  },
  {
    file: 'app/features/ingestion/extraction/passages/remove-repeated-lines.ts',
    source: '\\d+$',
    reason: 'on lines of less than 100 characters',
  },
  {
    file: 'app/features/retrieval/house-types/type-codes.ts',
    source: "new RegExp(String.raw`(?<![\\p{L}\\d])${homes}(?:[Tt]ypes?|TYPES?)\\s+(${listOfCodes})`, 'gu')",
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/house-types/type-codes.ts',
    source: "new RegExp(String.raw`(?<![\\p{L}\\d])(?:${one})(?![\\p{L}\\d])`, 'gu')",
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/house-types/type-codes.ts',
    source: "new RegExp(String.raw`(?<=[,;]\\s|\\band\\s)(${one})(?=\\s+\\d)`, 'gu')",
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/house-types/type-codes.ts',
    source: "new RegExp(String.raw`^(?:${one})(?:${JOINT}(?:${one}))*$`, 'u')",
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/house-types/type-codes.ts',
    source: "new RegExp(several, 'gu')",
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/house-types/type-codes.ts',
    source: "new RegExp(byLetter, 'gu')",
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/addressed-to-assistant.ts',
    source: "new RegExp(source, 'i')",
    reason: 'run on the first 1,000 characters of a sentence; each gap is of at most 100',
  },
  {
    file: 'app/features/retrieval/house-types/spoken-names.ts',
    source: 'new RegExp(String.raw`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, flags)',
    reason: NAMES,
  },
  {
    file: 'app/features/retrieval/identifiers.ts',
    source: 'new RegExp(patternOf(one))',
    reason: 'at most nineteen digits with at most three other characters between two: bounded work at each place',
  },
];
