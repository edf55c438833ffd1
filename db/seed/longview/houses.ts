/**
 * The pilot: twenty handed-over houses of Longview Park, as plain data. People, Eircodes and telephones are invented.
 */

export type PilotHouseType = 'A' | 'B' | 'C' | 'D';

export const PILOT_TENANT = {
  slug: 'longview-estates',
  name: 'Longview Estates',
  brand: { accent: '#a9812f' },
  supportEmail: 'care@longview-estates.example',
  supportPhone: '021 555 0140',
  emergencyPhone: '021 555 0199',
  supportHours: 'Monday to Friday 8.30–17.30',
} as const;

export const PILOT_DEVELOPMENT = {
  slug: 'longview-park',
  name: 'Longview Park',
  addressLines: ['Longview Park', 'Rathmoyle Road', 'Midleton', 'Co. Cork'],
  country: 'IE',
  latitude: 51.92072,
  longitude: -8.16668,
  handedOverFrom: '2026-03-06',
} as const;

export interface PilotHouseTypeFacts {
  code: PilotHouseType;
  name: string;
  description: string;
  bedrooms: number;
  /** Square metres. */
  floorArea: number;
}

export const PILOT_HOUSE_TYPES: readonly PilotHouseTypeFacts[] = [
  {
    code: 'A',
    name: 'The Alder',
    description: 'Two-bedroom mid-terrace house of 82 m² with a rear garden and one allocated parking bay.',
    bedrooms: 2,
    floorArea: 82,
  },
  {
    code: 'B',
    name: 'The Beech',
    description:
      'Three-bedroom semi-detached house of 108 m² with a utility room, a side passage and two driveway spaces.',
    bedrooms: 3,
    floorArea: 108,
  },
  {
    code: 'C',
    name: 'The Cherry',
    description: 'Three-bedroom end-of-terrace house of 115 m² with heat-recovery ventilation and two driveway spaces.',
    bedrooms: 3,
    floorArea: 115,
  },
  {
    code: 'D',
    name: 'The Damson',
    description: 'Four-bedroom detached house of 146 m² with a garage, a plant room and a fitted car charger.',
    bedrooms: 4,
    floorArea: 146,
  },
];

export interface PilotHouse {
  /** Stable key, for example `longview-avenue-1`. */
  key: string;
  number: number;
  street: 'Longview Avenue' | 'Orchard Rise';
  /** Number and street, as people say it. */
  label: string;
  addressLines: readonly string[];
  eircode: string;
  houseType: PilotHouseType;
  bedrooms: number;
  /** Square metres. */
  floorArea: number;
  latitude: number;
  longitude: number;
  /** ISO date of handover. */
  handedOverOn: string;
  purchaser: { fullName: string; email: string };
}

type Row = readonly [
  street: PilotHouse['street'],
  number: number,
  houseType: PilotHouseType,
  eircode: string,
  latitude: number,
  longitude: number,
  purchaser: string,
  /** Before @example.com. */
  mailbox: string,
  handedOverOn: string,
];

const AVENUE = 'Longview Avenue';
const RISE = 'Orchard Rise';

// prettier-ignore
const ROWS: readonly Row[] = [
  [AVENUE, 1, 'A', 'P25 A7K2', 51.91983, -8.16742, "Aoife O'Brien", 'aoife.obrien', '2026-03-06'],
  [AVENUE, 2, 'A', 'P25 C4D9', 51.91985, -8.16733, 'Tomasz Kowalczyk', 'tomasz.kowalczyk', '2026-03-06'],
  [AVENUE, 3, 'A', 'P25 D2F6', 51.91986, -8.16725, 'Gráinne Ní Bhriain', 'grainne.nibhriain', '2026-03-13'],
  [AVENUE, 4, 'A', 'P25 E8H3', 51.91988, -8.16716, 'Priya Raghunathan', 'priya.raghunathan', '2026-03-13'],
  [AVENUE, 5, 'A', 'P25 F5N1', 51.91989, -8.16707, 'Cian Murphy-Walsh', 'cian.murphywalsh', '2026-03-20'],
  [AVENUE, 6, 'A', 'P25 H9P4', 51.91990, -8.16698, 'Olena Shevchenko', 'olena.shevchenko', '2026-03-20'],
  [AVENUE, 7, 'B', 'P25 K3R8', 51.91991, -8.16690, 'Seán Ó Murchú & Niamh Kelly', 'sean.omurchu', '2026-04-10'],
  [AVENUE, 8, 'B', 'P25 N6T2', 51.91993, -8.16675, 'Chinedu Okafor', 'chinedu.okafor', '2026-04-10'],
  [AVENUE, 9, 'B', 'P25 P1V7', 51.91994, -8.16659, 'Máire McCarthy', 'maire.mccarthy', '2026-04-17'],
  [AVENUE, 10, 'B', 'P25 R4W5', 51.91995, -8.16644, 'Rafael Oliveira dos Santos', 'rafael.oliveira', '2026-04-24'],
  [RISE, 1, 'B', 'P25 T8X3', 51.92061, -8.16655, 'Siobhán Fitzgerald', 'siobhan.fitzgerald', '2026-05-08'],
  [RISE, 2, 'B', 'P25 V2Y6', 51.92070, -8.16650, 'Andrei Popescu', 'andrei.popescu', '2026-05-08'],
  [RISE, 3, 'C', 'P25 W7A1', 51.92079, -8.16646, 'Éamon Hegarty', 'eamon.hegarty', '2026-05-22'],
  [RISE, 4, 'C', 'P25 X5C9', 51.92089, -8.16642, 'Fatima Al-Sayed', 'fatima.alsayed', '2026-05-22'],
  [RISE, 5, 'C', 'P25 Y3D4', 51.92098, -8.16639, 'Róisín Buckley', 'roisin.buckley', '2026-06-05'],
  [RISE, 6, 'C', 'P25 A9E7', 51.92108, -8.16637, 'Joseph Santiago', 'joseph.santiago', '2026-06-05'],
  [RISE, 7, 'D', 'P25 C1F8', 51.92118, -8.16635, 'Dáithí O’Driscoll', 'daithi.odriscoll', '2026-06-26'],
  [RISE, 8, 'D', 'P25 D6H5', 51.92132, -8.16633, 'Mei-Ling Zhang', 'meiling.zhang', '2026-06-26'],
  [RISE, 9, 'D', 'P25 E4K2', 51.92146, -8.16632, 'Patrick & Úna Twomey', 'patrick.twomey', '2026-07-10'],
  [RISE, 10, 'D', 'P25 F7N3', 51.92160, -8.16632, 'Katarzyna Wójcik', 'katarzyna.wojcik', '2026-07-24'],
];

/** The twenty houses: Longview Avenue 1–10, then Orchard Rise 1–10. */
export const PILOT_HOUSES: readonly PilotHouse[] = ROWS.map(
  ([street, number, houseType, eircode, latitude, longitude, fullName, mailbox, handedOverOn]) => {
    const facts = PILOT_HOUSE_TYPES.find(({ code }) => code === houseType);
    if (!facts)
      throw new Error(`House type ${houseType} of ${number} ${street} has no facts. Add it to PILOT_HOUSE_TYPES.`);
    return {
      key: `${street.toLowerCase().replace(' ', '-')}-${number}`,
      number,
      street,
      label: `${number} ${street}`,
      addressLines: [`${number} ${street}`, ...PILOT_DEVELOPMENT.addressLines],
      eircode,
      houseType,
      bedrooms: facts.bedrooms,
      floorArea: facts.floorArea,
      latitude,
      longitude,
      handedOverOn,
      purchaser: { fullName, email: `${mailbox}@example.com` },
    };
  },
);
