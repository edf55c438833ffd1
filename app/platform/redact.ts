/*
 * What may not be written to a log (D1): secrets, and what tells who somebody is or what they said. Keys decide where
 * they can, patterns find the rest inside texts. Everything is copied and bounded, so a log line never holds on to or
 * grows with its subject.
 */

const REDACTED = '[redacted]';
const MAX_DEPTH = 8;
const MAX_ENTRIES = 100;
const MAX_TEXT = 16_384;

/** Normalised keys (lower case, letters and digits only) whose whole value is withheld. */
const SECRET_KEY = new RegExp(
  [
    'password|passwd|passphrase|secret|authorization|cookie|credential|jwt',
    '(api|access|private|signing|event)key',
    'databaseurl|connectionstring|smtpurl|dsn',
    '^(pwd|bearer|sid|uid|params|parameters|sessionid)$|token$|^token',
  ].join('|'),
);
/** Token counts are figures, not secrets. */
const COUNT_KEY = /^(prompt|completion|total|input|output|cached|reasoning|max)?tokens?(count|used|limit|persecond)?$/;
const PERSONAL_KEY = new RegExp(
  [
    'email|^mail(to|address)?$|phone|^mobile|^tel$',
    '(full|first|last|given|family|display)name|surname',
    '(purchaser|owner|homeowner|customer|contact|user|person)s?name|^purchasers?$',
    'eircode|postaladdress|homeaddress',
  ].join('|'),
);
const CONTENT_KEYS = [
  'content|contents|messages|question|questions|answer|prompt|completion|transcript|quote',
  'comment|feedback|delta|chatmessage|messagetext|requestbody|body',
].join('|');
const CONTENT_KEY = new RegExp(`^(${CONTENT_KEYS})$`);

type Pattern = { hint: RegExp; find: RegExp; put: string };

const SECRET_NAME = '(?:passw(?:or)?d|secret|token|(?:api|access|private)[_-]?key|authorization|credentials?)';
const IS = String.raw`["']?\s*[:=]\s*`;

/**
 * In this order: a pattern may rely on the ones before it. `hint` is a cheap test that spares most texts the search.
 */
const PATTERNS: Pattern[] = [
  // A database driver's own words quote the row.
  { hint: /params: /, find: /\bparams: [\s\S]*?(?=\n\s+at |$)/g, put: `params: ${REDACTED}` },
  { hint: /row contains/, find: /row contains \(.*\)/g, put: `row contains (${REDACTED})` },
  { hint: /Key \(/, find: /(Key \([^)]*\)=)\((?:[^)\n]|\)(?! (?:already|is|conflicts)))*\)/g, put: `$1(${REDACTED})` },
  { hint: /eyJ/, find: /\beyJ[\w-]{5,}(?:\.[\w-]+){1,4}\.?/g, put: REDACTED },
  {
    hint: /authorization/i,
    find: /(authorization["']?\s*[:=]\s*["']?(?:bearer|basic))\s+[^\s"',;]+/gi,
    put: `$1 ${REDACTED}`,
  },
  // Elsewhere a word may follow ("a bearer token"): a token has a figure or is long.
  {
    hint: /bearer|basic/i,
    find: /\b(bearer|basic)\s+(?:(?=[^\s\d]{0,200}\d)[A-Za-z0-9._~+/=-]{6,}|[A-Za-z._~+/=-]{16,})/gi,
    put: `$1 ${REDACTED}`,
  },
  {
    hint: /postgres|mysql|redis|smtp/i,
    find: /\b((?:postgres(?:ql)?|mysql|rediss?|smtps?):\/\/)\S*@/gi,
    put: `$1${REDACTED}@`,
  },
  { hint: /:\/\//, find: /(:\/\/)[^\s/?#"'<>]*@/g, put: `$1${REDACTED}@` },
  { hint: /cookie/i, find: /\b((?:set-)?cookie["']?\s*[:=]\s*)[^\n]+/gi, put: `$1${REDACTED}` },
  {
    hint: /homeowner_token|session/i,
    find: /\b(homeowner_token|staff_session|session)=[^;\s&"']+/gi,
    put: `$1=${REDACTED}`,
  },
  // `"password": "two words"`, then `password=x` and `password: x`.
  {
    hint: /passw|secret|token|key|authorization|credential/i,
    find: new RegExp(String.raw`(${SECRET_NAME}${IS})(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`, 'gi'),
    put: `$1"${REDACTED}"`,
  },
  {
    hint: /passw|secret|token|key|authorization|credential/i,
    find: new RegExp(String.raw`(${SECRET_NAME}${IS})(?!(?:bearer|basic) |["'])[^\s"',;&)}\]]+`, 'gi'),
    put: `$1${REDACTED}`,
  },
  {
    hint: /(uid|code|sig|signature|key)(=|%3D)/i,
    find: /((?:[?&;\s"'(]|^|%3F|%26)(?:uid|code|sig|signature|key|x-amz-[a-z-]+)(?:=|%3D))[^&\s"'#%)<>]+/gi,
    put: `$1${REDACTED}`,
  },
  // Addresses that are keys in themselves: QR codes, signed files, sign-in links.
  {
    hint: /onboarding|files|sign-in/,
    find: /((?:\/|%2F)(?:onboarding|files|sign-in(?:\/|%2F)link)(?:\/|%2F))[^/?#\s"'%&<>]+/gi,
    put: `$1${REDACTED}`,
  },
  {
    hint: /\b(sk-|AKIA|AIza|signkey-|xox|gh[pousr]_)/,
    find: /\b(?:sk-[\w-]{8,}|AKIA[0-9A-Z]{12,}|AIza[\w-]{20,}|(?:signkey|xox[abprs])-[\w-]{6,}|gh[pousr]_\w{10,})/g,
    put: REDACTED,
  },
  {
    hint: /PRIVATE KEY/,
    find: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    put: REDACTED,
  },
  // The look-behinds start each search at a boundary, so a long run of letters costs no more than its length.
  {
    hint: /@|%40/,
    find: /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu,
    put: '[e-mail]',
  },
  {
    hint: /(\+|00)\d/,
    find: /(?<![\w.:/-])(?:\+|00)[1-9]\d{0,2}[ ().-]{0,3}(?:\d[ ().-]{0,2}){6,12}\d(?![\w:])/g,
    put: '[phone]',
  },
  { hint: /0\d/, find: /(?<![\w.:/-])\(?0[1-9]\d{0,2}\)?[ .-]?\d{3}[ .-]?\d{3,4}(?![\w:-]|\.\d)/g, put: '[phone]' },
];

/** `text` without secrets, e-mail addresses and phone numbers, cut at 16 KiB. */
export function redactText(text: string): string {
  let clean = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} … (${text.length} characters)` : text;
  for (const { hint, find, put } of PATTERNS) {
    if (hint.test(clean)) clean = clean.replace(find, put);
  }
  return clean;
}

/**
 * A copy of `value` that may be logged: secrets and personal data withheld by key and by pattern at any depth, Errors
 * as plain objects, cycles named, everything deeper than 8 levels or beyond 100 entries left away. Never throws.
 */
export function redact(value: unknown): unknown {
  return copy(value, 0, new Set());
}

/** Like redact, for the fields of a log line: its own `message` is the line's text, not somebody's. */
export function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return copyEntries(Object.entries(fields), 0, new Set([fields]), false);
}

function copy(value: unknown, depth: number, parents: Set<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (parents.has(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return '[too deep]';
  parents.add(value);
  try {
    return copyObject(value, depth, parents);
  } catch {
    return '[unreadable]';
  } finally {
    parents.delete(value);
  }
}

function copyObject(value: object, depth: number, parents: Set<object>): unknown {
  if (value instanceof Error) return copyError(value, depth, parents);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return copyEntries(
      [...value].map(([key, entry]) => [String(key), entry]),
      depth,
      parents,
      true,
    );
  if (value instanceof Headers || value instanceof URLSearchParams)
    return copyEntries([...value], depth, parents, true);
  if (Array.isArray(value) || value instanceof Set) {
    const items = [...value];
    const kept = items.slice(0, MAX_ENTRIES).map((item) => copy(item, depth + 1, parents));
    return items.length > MAX_ENTRIES ? [...kept, `… (${items.length} items)`] : kept;
  }
  return copyEntries(Object.entries(value), depth, parents, true);
}

function copyError(error: Error, depth: number, parents: Set<object>): Record<string, unknown> {
  const own = copyEntries(Object.entries(error), depth, parents, false);
  return {
    ...own,
    name: error.name,
    message: redactText(String(error.message)),
    ...(error.stack ? { stack: redactText(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: copy(error.cause, depth + 1, parents) }),
    ...(error instanceof AggregateError ? { errors: copy(error.errors, depth + 1, parents) } : {}),
  };
}

function copyEntries(
  entries: [string, unknown][],
  depth: number,
  parents: Set<object>,
  nested: boolean,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const errorLike = entries.some(([key]) => key === 'stack' || key === 'code' || key === 'name');
  for (const [key, value] of entries.slice(0, MAX_ENTRIES)) {
    const safeKey = redactText(key);
    Object.defineProperty(result, safeKey, {
      value: withheld(key, value, nested && !errorLike) ? REDACTED : copy(value, depth + 1, parents),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  if (entries.length > MAX_ENTRIES) result['…'] = `${entries.length} entries`;
  return result;
}

/**
 * Presence may be told (null, undefined, true, false), and figures are no secret unless their key is a person's number.
 */
function withheld(key: string, value: unknown, messageIsContent: boolean): boolean {
  if (value == null || typeof value === 'boolean' || value === '') return false;
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (COUNT_KEY.test(plain)) return typeof value !== 'number';
  if (SECRET_KEY.test(plain) || PERSONAL_KEY.test(plain)) return true;
  if (typeof value === 'number') return false;
  return CONTENT_KEY.test(plain) || (messageIsContent && plain === 'message');
}
