/** What a row of an import says of a house, by the headings of the template. */
export const IMPORT_COLUMNS = [
  { key: 'development', heading: 'Development', others: ['site', 'scheme'] },
  { key: 'label', heading: 'House', others: ['label', 'unit', 'unit number', 'unit label', 'house number', 'plot'] },
  { key: 'address', heading: 'Address', others: ['full address', 'postal address'] },
  { key: 'eircode', heading: 'Eircode', others: ['postcode', 'post code', 'eircode/postcode', 'eircode or postcode'] },
  { key: 'houseType', heading: 'House type', others: ['type', 'unit type'] },
  {
    key: 'purchaser',
    heading: 'Purchaser',
    others: ['purchaser name', 'purchaser full name', 'full name', 'owner', 'owner name', 'buyer', 'name'],
  },
  {
    key: 'email',
    heading: 'Purchaser e-mail',
    others: ['purchaser mail', 'purchaser email', 'email', 'e-mail', 'mail', 'owner email', 'purchaser e-mail address'],
  },
  { key: 'latitude', heading: 'Latitude', others: ['lat'] },
  { key: 'longitude', heading: 'Longitude', others: ['lng', 'lon', 'long'] },
] as const;

/** The first row of the template. */
export const IMPORT_HEADINGS: readonly string[] = IMPORT_COLUMNS.map(({ heading }) => heading);

export type ImportKey = (typeof IMPORT_COLUMNS)[number]['key'];

/** Headings of the export that an import reads past: they are what the app itself knows. */
const OF_THE_EXPORT = ['moved in', 'last seen'];

/** A heading without what people write it with: `Purchaser’s e-mail` is `purchasersemail`. */
const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const KEYS = new Map<string, ImportKey>(
  IMPORT_COLUMNS.flatMap(({ key, heading, others }) => [heading, ...others].map((name) => [plain(name), key] as const)),
);
for (const { key, heading, others } of IMPORT_COLUMNS)
  for (const name of [heading, ...others]) KEYS.set(plain(name.replace(/^purchaser /i, 'purchasers ')), key);

const QUIET = new Set(OF_THE_EXPORT.map(plain));

export type Headings = {
  /** Which column of the file holds what. */
  columns: Map<ImportKey, number>;
  /** Headings that are not read. */
  ignored: string[];
  /** Keys that two columns have. */
  doubled: ImportKey[];
};

/** Finds the columns of an import by its first row. */
export function readHeadings(row: readonly string[]): Headings {
  const columns = new Map<ImportKey, number>();
  const ignored: string[] = [];
  const doubled: ImportKey[] = [];
  for (const [place, heading] of row.entries()) {
    const name = plain(heading);
    const key = KEYS.get(name);
    if (key === undefined) {
      if (name !== '' && !QUIET.has(name)) ignored.push(heading.trim().slice(0, 100));
    } else if (columns.has(key)) doubled.push(key);
    else columns.set(key, place);
  }
  return { columns, ignored, doubled };
}

/** The template's heading of a key. */
export const headingOf = (key: ImportKey): string =>
  IMPORT_COLUMNS.find((column) => column.key === key)?.heading ?? key;
