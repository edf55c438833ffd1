/** A file's name that every system can unpack: its number, then the title in letters, digits and dashes. */
export function archiveName(number: number, title: string): string {
  const words = title
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return [String(number).padStart(3, '0'), ...(words ?? [])].join('-').slice(0, 64);
}
