import { isIP, isIPv4 } from 'node:net';

/**
 * Who may say, by X-Forwarded-*, who asks: nobody, so many proxies in a row, or these addresses, ranges and Express's
 * names.
 */
export type TrustProxy = false | number | string[];

const NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);
const HOW =
  'must be empty (no proxy), the number of proxies in front (such as 1), or their addresses and ranges, ' +
  'separated by commas ' +
  '(such as 10.0.0.0/8,fd00::/8; loopback, linklocal and uniquelocal are names of ranges)';

/** Reads TRUST_PROXY; `problem` says what it must be. */
export function parseTrustProxy(value: string): { trust: TrustProxy } | { problem: string } {
  const given = value.trim();
  if (given === '' || /^(0+|false|none|no|off)$/i.test(given)) return { trust: false };
  if (/^(true|yes|on|all|\*)$/i.test(given)) {
    return { problem: `must not be ${given}: whoever asks could then claim any address. It ${HOW}` };
  }
  if (/^\d+$/.test(given)) {
    return Number(given) <= 20
      ? { trust: Number(given) }
      : { problem: `names ${given} proxies in a row, more than 20. It ${HOW}` };
  }
  const entries = given
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const faulty = entries.find((entry) => !isRange(entry));
  if (faulty !== undefined || entries.length === 0) return { problem: `${HOW}; ${faulty ?? given} is none of these` };
  const everybody = entries.find((entry) => /\/0+$|\/0\.0\.0\.0$/.test(entry));
  if (everybody) return { problem: `must not hold ${everybody}: whoever asks could then claim any address. It ${HOW}` };
  return { trust: entries.map((entry) => entry.toLowerCase()) };
}

function isRange(entry: string): boolean {
  if (NAMES.has(entry.toLowerCase())) return true;
  const [address = '', size, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (size === undefined) return true;
  if (/^\d{1,3}$/.test(size)) return Number(size) <= (family === 4 ? 32 : 128);
  return family === 4 && isNetmask(size);
}

/** `255.255.0.0`: ones, then zeros. */
function isNetmask(mask: string): boolean {
  if (!isIPv4(mask)) return false;
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return !bits.includes('01');
}
