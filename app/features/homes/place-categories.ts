/**
 * The kinds of places that an owner looks for nearby, in the order in which they are shown (F6), each with its name for
 * people and the OpenStreetMap tags that make one. A place belongs to the first kind that fits.
 */
export const PLACE_CATEGORIES = [
  { id: 'school', label: 'Schools', tags: [{ key: 'amenity', values: ['school'] }] },
  { id: 'childcare', label: 'Childcare', tags: [{ key: 'amenity', values: ['childcare', 'kindergarten'] }] },
  { id: 'pharmacy', label: 'Pharmacies', tags: [{ key: 'amenity', values: ['pharmacy'] }] },
  { id: 'doctor', label: 'Doctors', tags: [{ key: 'amenity', values: ['doctors', 'clinic'] }] },
  { id: 'hospital', label: 'Hospitals', tags: [{ key: 'amenity', values: ['hospital'] }] },
  { id: 'supermarket', label: 'Supermarkets', tags: [{ key: 'shop', values: ['supermarket'] }] },
  {
    id: 'shop',
    label: 'Shops',
    tags: [
      {
        key: 'shop',
        values: [
          'convenience',
          'bakery',
          'butcher',
          'greengrocer',
          'newsagent',
          'hardware',
          'doityourself',
          'department_store',
          'garden_centre',
          'mall',
        ],
      },
    ],
  },
  { id: 'cafe', label: 'Cafés', tags: [{ key: 'amenity', values: ['cafe'] }] },
  { id: 'restaurant', label: 'Restaurants', tags: [{ key: 'amenity', values: ['restaurant', 'fast_food'] }] },
  { id: 'park', label: 'Parks', tags: [{ key: 'leisure', values: ['park', 'nature_reserve'] }] },
  { id: 'playground', label: 'Playgrounds', tags: [{ key: 'leisure', values: ['playground'] }], unnamed: 'Playground' },
  {
    id: 'sports',
    label: 'Sports',
    tags: [{ key: 'leisure', values: ['sports_centre', 'fitness_centre', 'swimming_pool', 'stadium', 'pitch'] }],
  },
  { id: 'bus_stop', label: 'Bus stops', tags: [{ key: 'highway', values: ['bus_stop'] }], unnamed: 'Bus stop' },
  {
    id: 'train_station',
    label: 'Train stations',
    tags: [{ key: 'railway', values: ['station', 'halt'] }],
    unnamed: 'Train station',
  },
  { id: 'post_office', label: 'Post offices', tags: [{ key: 'amenity', values: ['post_office'] }] },
  { id: 'bank', label: 'Banks', tags: [{ key: 'amenity', values: ['bank'] }] },
  { id: 'petrol', label: 'Petrol stations', tags: [{ key: 'amenity', values: ['fuel'] }] },
  { id: 'charging_station', label: 'Car charging', tags: [{ key: 'amenity', values: ['charging_station'] }] },
  { id: 'library', label: 'Libraries', tags: [{ key: 'amenity', values: ['library'] }] },
  { id: 'worship', label: 'Places of worship', tags: [{ key: 'amenity', values: ['place_of_worship'] }] },
] as const satisfies readonly {
  id: string;
  label: string;
  tags: readonly { key: string; values: readonly string[] }[];
  unnamed?: string;
}[];

export type PlaceCategory = (typeof PLACE_CATEGORIES)[number]['id'];

export const PLACE_CATEGORY_IDS: readonly PlaceCategory[] = PLACE_CATEGORIES.map(({ id }) => id);
