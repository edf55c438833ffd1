/** Longest address that is told, characters; of a longer one (a form filled in beforehand) its beginning. */
const MAX_ADDRESS = 300;

/**
 * Where a link leads, as one would write it down: a web address, an e-mail address, a phone number. Undefined for a
 * place in the document itself, a file, or a script. Pure.
 */
export function linkAddress(href: string): string | undefined {
  const trimmed = href.trim().slice(0, 2_000);
  const scheme = /^([a-z][a-z0-9+.-]{1,20}):/i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https' || scheme === 'ftp') return trimmed.slice(0, MAX_ADDRESS);
  if (scheme !== 'mailto' && scheme !== 'tel' && scheme !== 'sms') return undefined;
  const [address = ''] = trimmed.slice(scheme.length + 1).split('?');
  try {
    return decodeURIComponent(address).slice(0, MAX_ADDRESS) || undefined;
  } catch {
    return address.slice(0, MAX_ADDRESS) || undefined;
  }
}

/** What follows a link's text: ` (https://…)`, or nothing where the text says it already. Pure. */
export function addressAfter(text: string, href: string): string {
  const address = linkAddress(href);
  if (address === undefined) return '';
  const bare = (value: string) => value.toLowerCase().replace(/^(?:https?|ftp):\/\/|[\s/]/g, '');
  return bare(text.slice(-2 * MAX_ADDRESS)).includes(bare(address)) ? '' : ` (${address})`;
}
