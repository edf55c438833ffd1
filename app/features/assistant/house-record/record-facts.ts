import type { PlaceCategory } from '#app/features/homes/place-categories.ts';
import type { EmergencyNumbers } from '../safety/emergency-numbers.ts';

/** One thing that the product itself knows of a house, or knows that it does not. */
export type RecordFact = {
  id: string;
  heading: string;
  text: string;
  /** What it is about, the same for every house: this is what a question's meaning is held against. */
  about: string;
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
};
type Place = { category: PlaceCategory; name: string; distance_m: number; walking_minutes: number };

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

/** The house record as facts, in the order of its page (F14); a place's category only where places were looked up. */
export function recordFacts(
  house: RecordHouse,
  places: readonly Place[],
  numbers: EmergencyNumbers | undefined,
): RecordFact[] {
  const { eircode, typeName, houseType, bedrooms, floorArea, tenantName, supportEmail, supportPhone } = house;
  const type = typeName === houseType ? `type ${houseType}` : `type ${houseType}, ${typeName}`;
  const rooms = bedrooms && `${bedrooms} ${bedrooms === 1 ? 'bedroom' : 'bedrooms'}`;
  const size = [rooms, floorArea && `a floor area of ${floorArea} m²`].filter(Boolean);
  const ring = [supportPhone && `phone ${supportPhone}`, supportEmail && `email ${supportEmail}`].filter(Boolean);
  return [
    fact('address', 'Address', `The address of your home is ${house.address}.`, 'What is the address of my home?'),
    fact(
      'eircode',
      'Eircode',
      eircode && `The Eircode (postcode) of your home is ${eircode}.`,
      'What is my Eircode, the postcode of my home?',
    ),
    fact(
      'house-type',
      'House type',
      `Your home is of house ${type}. ${house.typeDescription}`,
      'What house type is my home? Which type of house do I have?',
    ),
    fact(
      'size',
      'Size',
      size.length > 0 && `Your home has ${size.join(' and ')}.`,
      'How many bedrooms and how much floor area does my home have?',
    ),
    fact(
      'development',
      'Development',
      `Your home is part of ${house.developmentName}, ${house.developmentAddress}.`,
      'Which development or estate is my home part of?',
    ),
    fact(
      'builder',
      'Builder',
      ring.length > 0 && `Your builder is ${tenantName}. Contact its customer care: ${ring.join(', ')}.`,
      'Who is my builder? How do I contact the builder or customer care: phone number, email?',
    ),
    ...(numbers ? [emergencyFact(numbers)] : []),
    ...(places.length > 0 ? placeFacts(places) : []),
  ];
}

function fact(id: string, heading: string, text: string | false | null | 0 | undefined, about: string): RecordFact {
  return text
    ? { id, heading, text, about, known: true }
    : { id, heading, text: `${heading}: not in your house record.`, about, known: false };
}

function emergencyFact({ emergency, gas, power }: EmergencyNumbers): RecordFact {
  return fact(
    'emergency',
    'Emergency numbers',
    `The emergency number for fire, ambulance and police is ${emergency.join(' or ')}. ` +
      `For a gas leak it is ${gas.number} (${gas.name}), for fallen wires ${power.number} (${power.name}).`,
    'What is the emergency number for fire, ambulance, police, gas leak?',
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
      listed.length > 0 && `The nearest ${name} to your home: ${listed.join('; ')}. Opening hours are not recorded.`,
      `Where is the nearest ${name} to my home?`,
    );
  });
}
