import { seededRandom } from '#app/platform/seeded-random.ts';
import type { RuleSet } from '#app/features/handover/rules/rule-set.ts';

/** A made-up house of a made-up development. */
export type PackHouse = { id: string; label: string; address: string; eircode: string | null; houseType: string };

export const FAULTS = ['missing', 'expired', 'other', 'duplicate', 'scan'] as const;
export type Fault = (typeof FAULTS)[number];

/** A paper to print: which it is, and what stands on it. */
export type PaperSpec = {
  slot: string;
  form: 'certificate' | 'book';
  /** What the page names as the house: of another one where that is the planted fault. */
  names: { address: string; code: string | null };
  number: string;
  issuedOn: string;
  validUntil: string | null;
  firm: { name: string; address: string };
  /** A day on the page that is not its own, long past: of an instrument, a registration, a policy. */
  besides: string | null;
  person: string;
  scanned: boolean;
  /** Which of a layout's wordings and small differences. */
  variant: number;
};

export type Pack = {
  house: PackHouse;
  papers: PaperSpec[];
  /** By slot: what was planted; a slot without an entry is whole. */
  faults: Map<string, Fault>;
  /** One file with a cover, or a file for each paper. */
  bound: boolean;
};

const FIRMS = ['Tolka Building Services', 'Brackenhall Ltd', 'Ardmore & Sons', 'Pennygate Surveyors', 'Lissan Testing'];
const TOWNS: Record<RuleSet['name'], string[]> = {
  ireland: [
    '14 Mill Road, Naas, W91 PK4X',
    'Unit 6, Ballymount Park, Dublin 12, D12 YH3N',
    '3 The Quay, Cork, T12 FX9A',
  ],
  england: ['22 Canal Street, Derby DE1 2RJ', 'Unit 9, Wharf Works, Leeds LS10 1NT', '5 Market Place, Ely CB7 4NP'],
};
/** What ends on such pages beside the paper; none of it makes the paper expire. */
const BESIDES = [
  'Calibration valid until: 14/02/2025',
  'Registration expires: 31/12/2024',
  'Public liability insurance valid until: 30/06/2025',
  'Membership renewal due: 01/03/2025',
];
const PEOPLE = ['R. Mulvihill', 'S. Okonkwo', 'J. Prendergast', 'A. Whitcombe', 'D. Farrelly', 'M. Szymańska'];

/** Houses of two streets, each with a code of its own where the country has such. */
export function makeHouses(rules: RuleSet, count: number): PackHouse[] {
  const [streets, town] =
    rules.name === 'ireland'
      ? [['Carrowmore Rise', 'Foxglove Lane'], 'Athlone, Co. Westmeath']
      : [['Teasel Meadow', 'Kingcup Way'], 'Bourne, Lincolnshire'];
  return Array.from({ length: count }, (_, at) => {
    const street = streets[at % 2] ?? '';
    const label = `${Math.floor(at / 2) + 1} ${street}`;
    const eircode = rules.name === 'ireland' ? `N37 ${codeOf(at)}` : null;
    const postcode = at % 2 === 0 ? 'PE10 4QT' : 'PE10 4QX';
    const address = rules.name === 'ireland' ? `${label}, ${town}` : `${label}, ${town} ${postcode}`;
    return { id: `house-${at}`, label, address, eircode, houseType: at % 3 === 0 ? 'B' : 'A' };
  });
}

const LETTERS = 'ACDEFHKNPRTVWXY';
const codeOf = (at: number) =>
  `${LETTERS[at % 15]}${(at * 7) % 10}${LETTERS[(at * 3 + 4) % 15]}${LETTERS[(at * 11 + 2) % 15]}`;

/** A pack for each house, with faults planted in about one slot of four. `today`: for what is past. */
export function makePacks(rules: RuleSet, houses: readonly PackHouse[], seed: number, today: string): Pack[] {
  const random = seededRandom(seed);
  const digit = () => Math.floor(random() * 9);
  // Of a sequence of its own, so that what is planted stays the same.
  const apart = seededRandom(seed + 1);
  const beside = (form: PaperSpec['form']) => {
    if (apart() < 0.6) return null;
    if (form === 'book') return 'Your defects period ends on 3 March 2025.';
    return BESIDES[Math.floor(apart() * BESIDES.length)] ?? null;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const planted = new Map(houses.map(({ id }) => [id, plantFaults()]));
  return houses.map((house) => {
    const faults = planted.get(house.id) ?? new Map<string, Fault>();
    const papers: PaperSpec[] = [];
    for (const { id: slot, form } of rules.slots) {
      const fault = faults.get(slot);
      if (fault === 'missing') continue;
      const spec = { ...paperOf(fault, slot, form), besides: beside(form) };
      papers.push(spec);
      if (fault === 'duplicate') papers.push({ ...spec });
    }
    return { house, papers, faults, bound: random() < 0.5 };

    function paperOf(fault: Fault | undefined, slot: string, form: PaperSpec['form']): PaperSpec {
      const year = Number(today.slice(0, 4));
      const expires = slot === 'energy' || slot === 'guarantee' || fault === 'expired';
      // A page in another's file that names a house is a paper of that house: one that has a good one already.
      const whole = houses.filter(({ id }) => id !== house.id && !planted.get(id)?.has(slot));
      const other = pick(whole.length > 0 ? whole : houses);
      const named = fault === 'other' ? other : house;
      // Half of the wrong ones have one part right: the code, or the address.
      const mixed = fault === 'other' && random() < 0.5 && rules.name === 'ireland';
      return {
        slot,
        form,
        names: { address: named.address, code: mixed ? house.eircode : named.eircode },
        number: `${pick(['C', 'T', 'X'])}${Math.floor(random() * 899_999 + 100_000)}`,
        issuedOn: `${fault === 'expired' ? year - 12 : year}-0${digit() + 1}-1${digit()}`,
        validUntil: expires ? `${fault === 'expired' ? year - 2 : year + 9}-06-2${digit()}` : null,
        firm: { name: pick(FIRMS), address: pick(TOWNS[rules.name]) },
        besides: null,
        person: pick(PEOPLE),
        scanned: fault === 'scan',
        variant: Math.floor(random() * 1_000),
      };
    }
  });

  function plantFaults(): Map<string, Fault> {
    return new Map(
      rules.slots.flatMap(({ id, form }) => {
        const fault = random() < 0.3 ? pick(FAULTS) : undefined;
        return fault && (form === 'certificate' || fault === 'missing') ? [[id, fault] as const] : [];
      }),
    );
  }
}
