import { linksIn, POINT } from './links.ts';

/**
 * What can be looked up in a text by its form alone: figures, codes, long numbers (phones, accounts), links and
 * addresses. Each in one spelling, whatever its separators, digits and units. Keys: `n:` figure, `c:` long number, `k:`
 * code, `l:` link or address.
 */
export type Claim = { /** It stands in a text that has all keys of one of these. */ anyOf: string[][] };

/** An account number (IBAN), in groups or not. */
const ACCOUNT = /\b[a-z]{2}\d{2}(?:[ -]?[a-z\d]{4}){2,7}(?:[ -]?[a-z\d]{1,3})?\b/g;
const ATOM = /[\p{L}\p{N}\ue000]+/gu;
/** Between the groups of one number. */
const JOINER = /^[ ().\-–/+]{1,3}$/;
/** From so many digits, or groups, on a number is a phone's or an account's: it stands as a whole or not at all. */
const LONG_DIGITS = 7;
const LONG_GROUPS = 4;
/** Groups of one number that are looked at together. */
const MAX_GROUPS = 10;

type Group = { digits: string; gap: string };

/** The claims of a text, each once. */
export function claimsIn(text: string): Claim[] {
  const { codes, groups, links } = partsOf(text);
  const claims: Claim[] = links.map((link) => ({ anyOf: [[`l:${link}`]] }));
  for (const code of codes)
    claims.push({ anyOf: [[`k:${code.key}`], ...(code.figures.length > 0 ? [code.figures.map(figure)] : [])] });
  for (const run of groups) claims.push(...claimsOfRun(run));
  return [...new Map(claims.map((claim) => [JSON.stringify(claim.anyOf), claim])).values()];
}

function claimsOfRun({ run, before }: Run): Claim[] {
  const each = run.map((group, index) => ({
    anyOf: [[keyOf(group)], ...(index === 0 && before ? [[`k:${before}${group.digits}`]] : [])],
  }));
  if (run.length === 1) return each;
  const all = each.map((claim) => claim.anyOf[0]?.[0] ?? '');
  const whole = joined(run);
  if (isLong(run)) return [{ anyOf: [[`c:${whole}`], ...(mayBeApart(run) ? [all] : [])] }];
  return inThousands(run) ? [{ anyOf: [[figure(whole)], all] }] : each;
}

/** All keys that a passage's text holds. */
export function keysOf(text: string): Set<string> {
  const { codes, groups, links } = partsOf(text);
  const keys = new Set<string>();
  for (const link of links) {
    for (const { index } of link.matchAll(/[/?#]/g)) keys.add(`l:${link.slice(0, index)}`);
    keys.add(`l:${link}`);
  }
  for (const code of codes) {
    keys.add(`k:${code.key}`);
    for (const digits of code.figures) keys.add(figure(digits));
  }
  for (const { run, before, plus } of groups) {
    const phone = isLong(run) && (plus || run[0]?.digits.startsWith('0'));
    for (const [index, group] of run.entries()) {
      if (!phone) keys.add(keyOf(group));
      if (index === 0 && before) keys.add(`k:${before}${group.digits}`);
      for (let end = index + 1; end <= Math.min(run.length, index + MAX_GROUPS); end += 1) {
        const part = run.slice(index, end);
        if (isLong(part)) keys.add(`c:${joined(part)}`);
        else if (part.length > 1 && inThousands(part)) keys.add(figure(joined(part)));
      }
    }
  }
  return keys;
}

/** Does a text with these keys hold what is claimed? */
export const stands = (claim: Claim, keys: ReadonlySet<string>): boolean =>
  claim.anyOf.some((needed) => needed.every((key) => keys.has(key)));

type Run = { run: Group[]; /** The word right before its first group: `B 22`. */ before?: string; plus: boolean };
type Parts = { links: string[]; codes: { key: string; figures: string[] }[]; groups: Run[] };

function partsOf(text: string): Parts {
  const { links, rest } = linksIn(spelled(text));
  const codes: Parts['codes'] = [];
  const plain = rest.replace(ACCOUNT, (account) => {
    const words = withoutWordsBehind(account);
    codes.push({ key: words.replace(/[ -]/g, ''), figures: [] });
    return ` | ${account.slice(words.length)}`;
  });
  const groups: Run[] = [];
  let open: Run | undefined;
  let end = 0;
  let word: { text: string; end: number } | undefined;
  for (const { 0: atom, index } of plain.matchAll(ATOM)) {
    const gap = plain.slice(end, index);
    const digits = /^[\d\ue000]*/u.exec(atom)?.[0] ?? '';
    const unit = atom.slice(digits.length);
    const before = word && word.end === index - 1 && /^[ -]$/.test(gap) ? word.text : undefined;
    const figureOnly = digits !== '' && !/\p{N}/u.test(unit);
    if (figureOnly && open && JOINER.test(gap)) open.run.push({ digits, gap });
    else if (figureOnly) groups.push((open = { run: [{ digits, gap }], before, plus: /\+\(?$/.test(gap) }));
    else if (/\p{N}/u.test(atom)) {
      codes.push({ key: atom.replaceAll(POINT, '.'), figures: digits ? (atom.match(/[\d\ue000]+/gu) ?? []) : [] });
    }
    if (!figureOnly || unit) open = undefined;
    word = /\p{N}/u.test(atom) ? undefined : { text: atom, end: index + atom.length };
    end = index + atom.length;
  }
  return { links, codes, groups };
}

/** The pattern of an account takes the next word for its last group. */
function withoutWordsBehind(account: string): string {
  const words = account.split(' ');
  while (words.length > 1 && /^[a-z]+$/.test(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

const joined = (run: readonly Group[]) => run.map(({ digits }) => digits).join('');
const isLong = (run: readonly Group[]) =>
  !joined(run).includes(POINT) && (joined(run).length >= LONG_DIGITS || run.length >= LONG_GROUPS);
const inThousands = (run: readonly Group[]) =>
  run.every(
    ({ digits, gap }, index) => /^\d{1,3}$/.test(digits) && (index === 0 || (digits.length === 3 && gap === ' ')),
  );

const keyOf = (group: Group) => (isLong([group]) ? `c:${group.digits}` : figure(group.digits));

/** A range (2400-3600) or a date (12/06/2025): its parts may stand by themselves. */
function mayBeApart(run: readonly Group[]): boolean {
  if (run.length === 2) return /^[-–/]$/.test(run[1]?.gap ?? '');
  return run.length === 3 && run.map(({ digits }) => digits.length).join() === '2,2,4';
}

/** `05` is 5, `2.50` is 2.5. */
function figure(digits: string): string {
  const plain = digits.includes(POINT)
    ? digits
        .replaceAll(POINT, '.')
        .replace(/(?<!0)0+$/, '')
        .replace(/\.$/, '')
    : digits;
  return `n:${/^0\d$/.test(plain) ? plain.slice(1) : plain}`;
}

/**
 * One spelling of letters and digits; thousands without separators, a decimal point as POINT. `m²` is m, `10²` is no
 * 102.
 */
function spelled(text: string): string {
  return (
    text
      .replace(/(?<=\p{L})[²³₂](?![²³¹\u2070-\u209f])/gu, '')
      // NFKC makes plain digits of raised, lowered, circled ones and fractions: they are no part of the figure beside
      // them.
      .replace(/(?<![\p{L}\p{No}])(?=\p{No})|(?<=\p{No})(?=\p{Nd})/gu, '|')
      .normalize('NFKC')
      .replace(/[\p{M}\p{Cf}\p{Co}]/gu, '')
      .replace(/\p{Nd}/gu, (digit) => (digit <= '9' ? digit : String(valueOf(digit))))
      .toLowerCase()
      .replace(/(?<![\d.,])\d{1,3}(?:[,'’]\d{3})+(?!\d)/g, (number) => number.replace(/[,'’]/g, ''))
      .replace(/(?<![\d.,])(\d+),(\d{1,2})(?![\d,]|\.\d)/g, `$1${POINT}$2`)
      .replace(/(?<![\d.])(\d+)\.(\d+)(?!\.?\d)/g, `$1${POINT}$2`)
  );
}

/** The digits of a script stand in a row, 0 to 9. */
function valueOf(digit: string): number {
  const at = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value += 1;
  return value;
}
