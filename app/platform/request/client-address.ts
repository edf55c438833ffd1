import { isIP } from 'node:net';

/**
 * An IP address in one spelling, whatever a socket or a proxy wrote: no port, brackets or zone, IPv4 where IPv6 only
 * carries it; undefined for anything else.
 */
export function canonicalAddress(given: string | undefined): string | undefined {
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec((given ?? '').trim())?.[1] ?? (given ?? '').trim().replace(/^([\d.]+):\d+$/, '$1');
  const address = bare.replace(/%.*$/, '').toLowerCase();
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined;
  const groups = groupsOf(address);
  const carriesV4 = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (carriesV4) return [groups[6]!, groups[7]!].flatMap((group) => [group >> 8, group & 255]).join('.');
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/**
 * What a limit by address counts: an IPv4 address, or the /64 of an IPv6 one, since each home and each phone has one of
 * those and may use any of its 2^64 addresses. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const canonical = canonicalAddress(address);
  if (!canonical || isIP(canonical) === 4) return canonical ?? address;
  return `${groupsOf(canonical)
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address; dotted IPv4 at its end is two of them. */
function groupsOf(address: string): number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_match, ...parts: string[]) => {
    const [a, b, c, d] = parts.slice(0, 4).map(Number) as [number, number, number, number];
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [read(head), read(tail ?? '')];
  return tail === undefined
    ? before
    : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
