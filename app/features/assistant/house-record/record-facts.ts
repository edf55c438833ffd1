import type { PlaceCategory } from '#app/features/homes/place-categories.ts';
import type { EmergencyNumbers } from '../safety/emergency-numbers.ts';

/** One thing that the product itself knows of a house, or knows that it does not. */
export type RecordFact = {
  id: string;
  heading: string;
  text: string;
  /** What it is about, the same for every house: this is what a question's meaning is held against. */
  about: string;
  /** What else people call it, or say who ask for it: all that a question may name and still be answered by it. */
  words: string;
  known: boolean;
};

export type RecordHouse = {
  address: string;
  eircode: string | null;
  houseType: string;
  typeName: string;
  typeDescription: string;
  bedrooms: number | null;
  floorArea: number | null;
  developmentName: string;
  developmentAddress: string;
  tenantName: string;
  supportEmail: string;
  supportPhone: string;
  emergencyPhone: string;
};
type Place = { category: PlaceCategory; name: string; distance_m: number; walking_minutes: number };

/** Says what is not known, so it answers no question about it. */
export const HOURS_UNKNOWN = 'Opening hours are not recorded.';

/** Nearest of a category that are told. */
const NEAREST = 3;

/** What people call the categories of places, with their other names. */
const PLACE_NAMES: Readonly<Record<PlaceCategory, string>> = {
  school: 'schools',
  childcare: 'childcare (crèche, kindergarten)',
  pharmacy: 'pharmacies (chemist)',
  doctor: 'doctors (GP, clinic)',
  hospital: 'hospitals',
  supermarket: 'supermarkets (groceries)',
  shop: 'shops',
  cafe: 'cafés (coffee)',
  restaurant: 'restaurants (takeaway)',
  park: 'parks',
  playground: 'playgrounds',
  sports: 'sports grounds (gym, swimming pool)',
  bus_stop: 'bus stops',
  train_station: 'train stations',
  post_office: 'post offices',
  bank: 'banks',
  petrol: 'petrol stations (fuel)',
  charging_station: 'public car charging points',
  library: 'libraries',
  worship: 'places of worship (church, mosque)',
};

/** Said of any place nearby; never what kind of place, whose, or when it is open. */
const NEARBY =
  'near, nearby, close, closest, local, locally, far, long, distance, walk, walking, minutes, area, located';
/** Names of a category that are not shown. */
const PLACE_WORDS: Readonly<Partial<Record<PlaceCategory, string>>> = {
  childcare: 'creches, nursery, preschool, playschool',
  doctor: 'surgery, general practitioner, medical centre',
  supermarket: 'grocery, food, buy',
  cafe: 'coffee shop',
  restaurant: 'takeaways, food, eat',
  sports: 'gyms, pitch, leisure centre, swim',
  bus_stop: 'buses, catch',
  train_station: 'trains, railway, rail, catch',
  petrol: 'filling, diesel',
  charging_station: 'charging stations, EV, charge',
  worship: 'mass',
};

/** The house record as facts, in the order of its page (F14); a place's category only where places were looked up. */
export function recordFacts(
  house: RecordHouse,
  places: readonly Place[],
  numbers: EmergencyNumbers | undefined,
): RecordFact[] {
  const { eircode, typeName, houseType, bedrooms, floorArea, tenantName, supportEmail, supportPhone } = house;
  const line = house.emergencyPhone && `${tenantName}, phone ${house.emergencyPhone}, day and night`;
  const type = typeName === houseType ? `type ${houseType}` : `type ${houseType}, ${typeName}`;
  const rooms = bedrooms && `${bedrooms} ${bedrooms === 1 ? 'bedroom' : 'bedrooms'}`;
  const size = [rooms, floorArea && `a floor area of ${floorArea} m²`].filter(Boolean);
  const ring = [supportPhone && `phone ${supportPhone}`, supportEmail && `email ${supportEmail}`].filter(Boolean);
  return [
    fact(
      'address',
      'Address',
      `The address of your home is ${house.address}.`,
      'What is the address of my home?',
      'full, postal, street, number, live, located',
    ),
    fact(
      'eircode',
      'Eircode',
      eircode && `The Eircode (postcode) of your home is ${eircode}.`,
      'What is my Eircode, the postcode of my home?',
      'eircodes, post code, postal code, zip code, delivery, driver, courier, taxi',
    ),
    fact(
      'house-type',
      'House type',
      `Your home is of house ${type}. ${house.typeDescription}`,
      'What house type is my home? Which type of house do I have?',
      'name, called, model, live',
    ),
    fact(
      'size',
      'Size',
      size.length > 0 && `Your home has ${size.join(' and ')}.`,
      'How many bedrooms and how much floor area does my home have?',
      'beds, size, square, metres, footage, sqm, m2, large, number',
    ),
    fact(
      'development',
      'Development',
      `Your home is part of ${house.developmentName}, ${house.developmentAddress}.`,
      'Which development or estate is my home part of?',
      'name, called, housing, scheme, live, located',
    ),
    fact(
      'builder',
      'Builder',
      ring.length > 0 && `Your builder is ${tenantName}. Contact its customer care: ${ring.join(', ')}.`,
      'Who is my builder? How do I contact the builder or customer care: phone number, email?',
      'build, built, developer, name, company, details, address, support, team, reach, speak, talk, touch, mail',
    ),
    ...(line ? [lineFact(line)] : []),
    ...(numbers ? [emergencyFact(numbers, line)] : []),
    ...(places.length > 0 ? placeFacts(places) : []),
  ];
}

function fact(
  id: string,
  heading: string,
  text: string | false | null | 0 | undefined,
  about: string,
  words: string,
): RecordFact {
  return text
    ? { id, heading, text, about, words, known: true }
    : { id, heading, text: `${heading}: not in your house record.`, about, words, known: false };
}

/** Whom to ring at any hour for what cannot wait, where the development has such a line. */
function lineFact(line: string): RecordFact {
  return fact(
    'emergency-line',
    'Emergency line',
    `For an emergency in your home that cannot wait, such as a burst pipe or no electricity, ring ${line}.`,
    'Who do I ring at night, out of hours or at the weekend in an emergency?',
    'nights, evening, late, hour, weekends, saturday, sunday, holiday, closed, urgent, urgently, emergencies, ' +
      'number, contact, call, builder, care, customer, after, office, somebody, someone, reach, dial',
  );
}

function emergencyFact({ emergency, gas, power }: EmergencyNumbers, line: string): RecordFact {
  return fact(
    'emergency',
    'Emergency numbers',
    `The emergency number for fire, ambulance and police is ${emergency.join(' or ')}. ` +
      `For a gas leak it is ${gas.number} (${gas.name}), for fallen wires ${power.number} (${power.name}).` +
      (line ? ` For what cannot wait in your home, such as a burst pipe, ring ${line}.` : ''),
    'What is the emergency number for fire, ambulance, police, gas leak?',
    'emergencies, services, garda, gardai, guards, brigade, phone, contact, dial, electricity, wire, Ireland, Irish',
  );
}

function placeFacts(places: readonly Place[]): RecordFact[] {
  return (Object.keys(PLACE_NAMES) as PlaceCategory[]).map((category) => {
    const name = PLACE_NAMES[category];
    const heading = `Nearest ${name}`;
    const near = places.filter((place) => place.category === category).slice(0, NEAREST);
    const listed = near.map(
      ({ name: called, distance_m, walking_minutes }) =>
        `${called} (${distance_m} m, about ${walking_minutes} ${walking_minutes === 1 ? 'minute' : 'minutes'} on foot)`,
    );
    return fact(
      category.replaceAll('_', '-'),
      heading,
      listed.length > 0 && `The nearest ${name} to your home: ${listed.join('; ')}. ${HOURS_UNKNOWN}`,
      `Where is the nearest ${name} to my home?`,
      [NEARBY, PLACE_WORDS[category] ?? ''].join(', '),
    );
  });
}
