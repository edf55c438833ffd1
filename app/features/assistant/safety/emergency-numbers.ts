/** Who answers an emergency call, by country. Pure data, also loaded by pages. */
export const EMERGENCY_COUNTRIES = ['IE', 'GB', 'GB-NIR'] as const;
export type EmergencyCountry = (typeof EMERGENCY_COUNTRIES)[number];

type Line = { name: string; number: string; source: string };
export type EmergencyNumbers = {
  /** The day on which somebody last compared these with their sources. */
  checkedOn: string;
  /** Fire, ambulance, police; either number. */
  emergency: readonly string[];
  /** Gas escapes and carbon monoxide, day and night. */
  gas: Line;
  /** Fallen wires, damaged meters, power cuts, day and night. */
  power: Line;
  /** Poisons, for everybody who asks, in the hours that it names; where there is none, the emergency numbers. */
  poison?: Line & { hours: string; checkedOn: string };
};

/** Ireland's and Britain's both answer 112 and 999; 112 is answered in the whole of Europe. */
export const EVERYWHERE: readonly string[] = ['112', '999'];

export const EMERGENCY_NUMBERS: Readonly<Record<EmergencyCountry, EmergencyNumbers>> = {
  IE: {
    checkedOn: '2026-11-29',
    emergency: ['112', '999'],
    gas: {
      name: 'Gas Networks Ireland',
      number: '1800 20 50 50',
      source: 'Gas Networks Ireland, emergency line; the 1850 number in old manuals is gone',
    },
    power: {
      name: 'ESB Networks',
      number: '1800 372 999',
      source: 'ESB Networks, emergencies and power cuts, as in its public safety notices',
    },
    poison: {
      name: 'the Public Poisons Information Line at Beaumont Hospital',
      number: '01 809 2166',
      hours: 'every day from 8 to 22 o’clock',
      source: 'National Poisons Information Centre, Beaumont Hospital, pages for the public (as stored)',
      checkedOn: '2026-11-30',
    },
  },
  GB: {
    checkedOn: '2026-11-29',
    emergency: ['999', '112'],
    gas: {
      name: 'the National Gas Emergency Service',
      number: '0800 111 999',
      source: 'National Gas Emergency Service, as printed by the gas networks of England, Scotland and Wales',
    },
    power: {
      name: 'your electricity network',
      number: '105',
      source: 'the electricity networks of England, Scotland and Wales share it',
    },
  },
  'GB-NIR': {
    checkedOn: '2026-11-29',
    emergency: ['999', '112'],
    gas: {
      name: 'the Northern Ireland Gas Emergency Service',
      number: '0800 002 001',
      source: 'Northern Ireland Gas Emergency Service',
    },
    power: { name: 'NIE Networks', number: '03457 643 643', source: 'NIE Networks, customer helpline' },
  },
};

const KNOWN = new Set([
  ...EVERYWHERE,
  ...Object.values(EMERGENCY_NUMBERS).flatMap(({ emergency, gas, power, poison }) => [
    ...emergency,
    gas.number,
    power.number,
    ...(poison ? [poison.number] : []),
  ]),
]);

/** Is this one of the numbers above, as they are written here? Only these become links to ring. */
export const isEmergencyNumber = (text: string): boolean => KNOWN.has(text);
