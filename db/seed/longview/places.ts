/**
 * Places around Longview Park for a map that works offline (F6). Invented, with what a town like Midleton has at
 * plausible distances.
 */

export type PilotPlace = { key: string; category: string; name: string; latitude: number; longitude: number };

type Row = readonly [key: string, category: string, name: string, latitude: number, longitude: number];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['rathmoyle-ns', 'school', 'Rathmoyle National School', 51.92284, -8.16975],
  ['gaelscoil', 'school', 'Gaelscoil na hAbhann', 51.91715, -8.17346],
  ['community-college', 'school', 'Owenacurra Community College', 51.91532, -8.17911],
  ['little-acorns', 'childcare', 'Little Acorns Crèche', 51.92154, -8.16892],
  ['bluebell', 'childcare', 'Bluebell Montessori', 51.91806, -8.16511],
  ['rathmoyle-pharmacy', 'pharmacy', 'Rathmoyle Pharmacy', 51.91887, -8.17002],
  ['main-street-pharmacy', 'pharmacy', 'Hegarty’s Pharmacy', 51.91482, -8.17297],
  ['mill-road-surgery', 'doctor', 'Mill Road Family Practice', 51.91757, -8.17148],
  ['riverside-medical', 'doctor', 'Riverside Medical Centre', 51.91338, -8.17437],
  ['community-hospital', 'hospital', 'Midleton Community Hospital', 51.91264, -8.16795],
  ['market-green', 'supermarket', 'Market Green Foods', 51.91905, -8.17434],
  ['dalys-supermarket', 'supermarket', 'Daly’s Supermarket', 51.91428, -8.17165],
  ['corner-shop', 'shop', 'Rathmoyle Corner Shop', 51.91948, -8.16865],
  ['bakery', 'shop', 'The Stone Oven Bakery', 51.91467, -8.17358],
  ['butcher', 'shop', 'Cronin Family Butchers', 51.91453, -8.17231],
  ['hardware', 'shop', 'East Cork Hardware', 51.91112, -8.17581],
  ['garden-centre', 'shop', 'Ballyrichard Garden Centre', 51.92871, -8.18245],
  ['cafe-granary', 'cafe', 'The Granary Café', 51.91496, -8.17323],
  ['cafe-mill', 'cafe', 'Mill Lane Coffee', 51.91691, -8.17225],
  ['restaurant-quay', 'restaurant', 'The Quay Table', 51.91294, -8.17382],
  ['restaurant-saffron', 'restaurant', 'Saffron House', 51.91441, -8.17409],
  ['takeaway', 'restaurant', 'Rathmoyle Fish and Chips', 51.91899, -8.16981],
  ['longview-green', 'park', 'Longview Green', 51.92035, -8.16702],
  ['river-park', 'park', 'Owenacurra River Park', 51.91829, -8.17605],
  ['longview-playground', 'playground', 'Longview Park Playground', 51.92043, -8.16688],
  ['town-playground', 'playground', 'River Park Playground', 51.91786, -8.17562],
  ['gaa', 'sports', 'Rathmoyle GAA Grounds', 51.92462, -8.17288],
  ['leisure-centre', 'sports', 'East Cork Leisure Centre', 51.91596, -8.18035],
  ['stop-rathmoyle-in', 'bus_stop', 'Rathmoyle Road (towards town)', 51.91938, -8.16791],
  ['stop-rathmoyle-out', 'bus_stop', 'Rathmoyle Road (from town)', 51.91961, -8.16756],
  ['stop-main-street', 'bus_stop', 'Main Street', 51.91474, -8.17262],
  ['railway-station', 'train_station', 'Midleton Station', 51.92097, -8.17535],
  ['post-office', 'post_office', 'Main Street Post Office', 51.91459, -8.17271],
  ['credit-union', 'bank', 'East Cork Credit Union', 51.91419, -8.17316],
  ['bank-main-street', 'bank', 'Harbour Bank', 51.91488, -8.17254],
  ['service-station', 'petrol', 'Rathmoyle Service Station', 51.91792, -8.16802],
  ['charging-market-green', 'charging_station', 'Market Green Charging', 51.91922, -8.17468],
  ['charging-station', 'charging_station', 'Midleton Station Charging', 51.92081, -8.17508],
  ['library', 'library', 'Midleton Town Library', 51.91436, -8.17294],
  ['church', 'worship', 'Church of the Holy Well', 51.91571, -8.17072],
  ['st-johns', 'worship', 'St John’s Church', 51.91385, -8.17203],
];

export const PILOT_PLACES: readonly PilotPlace[] = ROWS.map(([key, category, name, latitude, longitude]) => ({
  key,
  category,
  name,
  latitude,
  longitude,
}));
