import { neighbourHouses, pilotHouse } from './pilot.ts';

/*
 * Which test uses which house. A claim is irreversible and ends the house's other sessions, and questions are limited
 * per house, so that each test that opens a house has one of its own.
 */

/** Houses that a test claims. */
export const HOUSES = {
  opensBySignInLink: pilotHouse('longview-avenue-2'),
  scansAndAccepts: pilotHouse('longview-avenue-3'),
  asksTypeA: pilotHouse('longview-avenue-4'),
  asksSuggested: pilotHouse('longview-avenue-5'),
  readsDocuments: pilotHouse('longview-avenue-6'),
  passesLinkOn: pilotHouse('longview-avenue-7'),
  asksTypeB: pilotHouse('longview-avenue-8'),
  asksWeather: pilotHouse('longview-avenue-9'),
  comesBack: pilotHouse('longview-avenue-10'),
  usesKeyboard: pilotHouse('orchard-rise-1'),
  usesPhone: pilotHouse('orchard-rise-2'),
  asksTripped: pilotHouse('orchard-rise-3'),
  stops: pilotHouse('orchard-rise-4'),
  retries: pilotHouse('orchard-rise-5'),
  asksTooOften: pilotHouse('orchard-rise-6'),
  ownsRobot: pilotHouse('orchard-rise-7'),
  livesItAll: pilotHouse('orchard-rise-8'),
  staysApart: pilotHouse('orchard-rise-9'),
  signsOut: pilotHouse('orchard-rise-10'),
} as const;

/** Never claimed: any number of tests may scan its code. */
export const UNCLAIMED = pilotHouse('longview-avenue-1');

/**
 * Of the second tenant; the first is claimed by whoever needs its pages, the second by nobody, the others by one
 * journey each.
 */
export const [NEIGHBOUR_CLAIMED, NEIGHBOUR_UNCLAIMED, IS_TOLD, CARED_FOR, IS_ANSWERED, IS_CORRECTED] =
  neighbourHouses as [
    (typeof neighbourHouses)[number],
    (typeof neighbourHouses)[number],
    (typeof neighbourHouses)[number],
    (typeof neighbourHouses)[number],
    (typeof neighbourHouses)[number],
    (typeof neighbourHouses)[number],
  ];
