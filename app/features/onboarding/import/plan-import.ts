import { locatedAddressOf, whyImplausible } from '#app/features/homes/check-location.ts';
import type { HouseBefore } from '#db/queries/onboarding/house-imports.ts';
import { headingOf, type ImportKey } from './import-columns.ts';
import { shown, type ImportError, type ImportRow } from './read-import.ts';

export type ImportDevelopment = {
  id: string;
  name: string;
  slug: string;
  latitude: number;
  longitude: number;
  houseTypes: { code: string; name: string }[];
};

/** A row with the development that it means. */
export type PlacedRow = { row: ImportRow; development: ImportDevelopment };

type House = Pick<HouseBefore, 'address' | 'eircode' | 'houseType'>;
type Position = { latitude: number; longitude: number; locatedAddress: string };
type Buyer = { fullName: string; email: string | null };

export type PlannedHouse = {
  row: number;
  developmentId: string;
  developmentName: string;
  label: string;
  /** Undefined for a house that is added. */
  before?: HouseBefore;
  after: House;
  position?: Position;
  /** Who buys it, where that is new or changes. */
  buyer?: Buyer;
  /** What changes, field by field. */
  changes: { column: string; from: string; to: string }[];
};

export type ImportPlan = { added: PlannedHouse[]; changed: PlannedHouse[]; unchanged: number; errors: ImportError[] };

/** Developments named in a message. */
const NAMED = 20;

const same = (a: string, b: string) => a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0;

/** Finds the development of each row; rows that name none or one that does not exist are errors. */
export function placeRows(
  rows: readonly ImportRow[],
  developments: readonly ImportDevelopment[],
): { placed: PlacedRow[]; errors: ImportError[] } {
  const byName = new Map(
    developments.flatMap((one) => [one.slug, one.name].map((name) => [name.toLowerCase(), one] as const)),
  );
  const placed: PlacedRow[] = [];
  const errors: ImportError[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const only = developments.length === 1 ? developments[0] : undefined;
    const development = row.development === null ? only : byName.get(row.development.toLowerCase());
    if (!development) {
      if (!row.faulty.includes('development'))
        errors.push({ row: row.row, column: headingOf('development'), message: noDevelopment(row, developments) });
      continue;
    }
    const key = `${development.id} ${row.label.toLowerCase()}`;
    const before = seen.get(key);
    if (before !== undefined) {
      const message = `Row ${before} is “${shown(row.label)}” already. Delete one of the two rows.`;
      errors.push({ row: row.row, column: headingOf('label'), message });
      continue;
    }
    seen.set(key, row.row);
    placed.push({ row, development });
  }
  return { placed, errors };
}

function noDevelopment(row: ImportRow, developments: readonly ImportDevelopment[]): string {
  if (developments.length === 0) return 'You have no development yet. Ask the platform team to set one up.';
  const names = developments.slice(0, NAMED).map(({ name }) => name);
  const have = `${names.join(', ')}${developments.length > NAMED ? ' and more' : ''}`;
  return row.development === null
    ? `Say which development the house is in: ${have}.`
    : `There is no development “${shown(row.development)}”. You have: ${have}.`;
}

/** What a row would do to the house that is called so, `before`, or what is wrong with it besides faulty cells. */
export function planRow(
  { row, development }: PlacedRow,
  before: HouseBefore | undefined,
): PlannedHouse | ImportError[] {
  const errors: ImportError[] = [];
  // Of a cell one thing is told.
  const wrong = (key: ImportKey, message: string) => {
    if (!row.faulty.includes(key)) errors.push({ row: row.row, column: headingOf(key), message });
  };
  const houseType = typeOf(row, development, before, wrong);
  const address = row.address ?? before?.address;
  if (address === undefined) wrong('address', 'A new house needs its address. Write it as on a letter, in one cell.');
  if (row.eircode !== null && !/^[A-Z0-9][A-Z0-9 ]{2,10}$/.test(row.eircode))
    wrong('eircode', `“${shown(row.eircode)}” is no Eircode or postcode. Write one such as P25 X0A1.`);
  const buyer = buyerOf(row, before, wrong);
  const after = { address: address ?? '', eircode: row.eircode ?? before?.eircode ?? null, houseType };
  const position = positionOf(row, development, before, after, wrong);
  if (errors.length + row.faulty.length > 0) return errors;
  return {
    row: row.row,
    developmentId: development.id,
    developmentName: development.name,
    label: before?.label ?? row.label,
    ...(before ? { before } : {}),
    after,
    ...(position ? { position } : {}),
    ...(buyer ? { buyer } : {}),
    changes: before ? changesOf(before, after, position, buyer) : [],
  };
}

type Wrong = (key: ImportKey, message: string) => void;

function typeOf(row: ImportRow, development: ImportDevelopment, before: HouseBefore | undefined, wrong: Wrong): string {
  const types = development.houseTypes.map(({ code }) => code);
  const have =
    types.length === 0 ? `${development.name} has no house types yet` : `${development.name} has: ${types.join(', ')}`;
  if (row.houseType === null) {
    if (!before) wrong('houseType', `A new house needs its house type. ${have}.`);
    return before?.houseType ?? '';
  }
  const wanted = row.houseType;
  const found =
    development.houseTypes.find(({ code }) => code === wanted) ??
    development.houseTypes.find(({ code, name }) => same(code, wanted) || same(name, wanted));
  if (!found) wrong('houseType', `There is no house type “${shown(wanted)}”. ${have}.`);
  else if (before?.claimed && found.code !== before.houseType)
    wrong('houseType', `The owner has moved in: the house stays of type ${before.houseType}. Write that, or nothing.`);
  return found?.code ?? '';
}

/** Who buys it, where that is new or changes. An owner who has moved in is never touched. */
function buyerOf(row: ImportRow, before: HouseBefore | undefined, wrong: Wrong): Buyer | undefined {
  const owned = before?.ownerId ? { fullName: before.fullName ?? '', email: before.email } : undefined;
  const fullName = row.purchaser ?? owned?.fullName;
  if (fullName === undefined) {
    if (row.email !== null)
      wrong('purchaser', 'There is an e-mail address and no name. Write the purchaser’s full name too.');
    return undefined;
  }
  const email = row.email ?? owned?.email ?? null;
  if (owned && owned.fullName === fullName && owned.email === email) return undefined;
  if (before?.claimed) {
    const key = owned?.fullName === fullName ? 'email' : 'purchaser';
    wrong(key, 'The owner has moved in, so who they are is theirs to say. Empty name and e-mail in this row.');
    return undefined;
  }
  return { fullName, email };
}

function positionOf(
  { latitude, longitude }: ImportRow,
  development: ImportDevelopment,
  before: HouseBefore | undefined,
  after: House,
  wrong: Wrong,
): Position | undefined {
  if (latitude === null || longitude === null) return undefined;
  if (before && before.latitude === latitude && before.longitude === longitude) return undefined;
  const fault = whyImplausible({ latitude, longitude }, development);
  if (fault) {
    wrong('latitude', `This position ${fault}. Check that the numbers are not swapped and keep the minus sign.`);
    return undefined;
  }
  return { latitude, longitude, locatedAddress: locatedAddressOf(after) };
}

function changesOf(before: HouseBefore, after: House, position: Position | undefined, buyer: Buyer | undefined) {
  const changes: PlannedHouse['changes'] = [];
  const compare = (key: ImportKey, from: string | null, to: string | null) => {
    if (from !== to) changes.push({ column: headingOf(key), from: from ?? '', to: to ?? '' });
  };
  compare('address', before.address, after.address);
  compare('eircode', before.eircode, after.eircode);
  compare('houseType', before.houseType, after.houseType);
  if (buyer) {
    compare('purchaser', before.fullName, buyer.fullName);
    compare('email', before.email, buyer.email);
  }
  if (position) {
    compare('latitude', before.latitude?.toString() ?? null, String(position.latitude));
    compare('longitude', before.longitude?.toString() ?? null, String(position.longitude));
  }
  return changes;
}
