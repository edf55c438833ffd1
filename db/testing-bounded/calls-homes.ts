import { v7 } from 'uuid';
import { at, anonymous, house, own, platform, staff, tenant, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';
import type * as homeowners from '../queries/homes/homeowners.ts';
import type * as homes from '../queries/homes/houses.ts';
import type * as houseRecord from '../queries/homes/house-record.ts';
import type * as houseLocations from '../queries/homes/locations.ts';
import type * as places from '../queries/homes/places.ts';
import type * as units from '../queries/homes/units.ts';
import type * as tenancy from '../queries/tenancy/developments.ts';
import type * as tenants from '../queries/tenancy/tenants.ts';

const place = { source: 'overpass', sourceId: '1', category: 'shop', name: 'Shop', latitude: 53, longitude: -6 };
const location = { latitude: 53, longitude: -6, source: 'google', precision: 'rooftop', locatedAddress: '1 Street' };

export const homesCalls = (q: typeof homes): CallsOf<typeof homes> => ({
  readHome: [{ scope: house, run: (tx) => q.readHome(tx, house) }],
});

export const houseRecordCalls = (q: typeof houseRecord): CallsOf<typeof houseRecord> => ({
  readHouseRecord: [{ scope: house, run: (tx) => q.readHouseRecord(tx, house) }],
});

export const houseLocationsCalls = (q: typeof houseLocations): CallsOf<typeof houseLocations> => ({
  findHouseLocation: [{ scope: tenant, run: (tx) => q.findHouseLocation(tx, tenant, own.houseId) }],
  storeFoundLocation: [
    {
      scope: tenant,
      boundedBy: 'its key',
      run: (tx) => q.storeFoundLocation(tx, tenant, { id: own.houseId, address: '1 Street', eircode: null }, location),
    },
  ],
  storeCorrectedLocation: [
    { scope: tenant, boundedBy: 'its key', run: (tx) => q.storeCorrectedLocation(tx, tenant, own.houseId, location) },
  ],
});

export const placesCalls = (q: typeof places): CallsOf<typeof places> => ({
  findDevelopmentPoint: [{ scope: tenant, run: (tx) => q.findDevelopmentPoint(tx, tenant, own.developmentId) }],
  replacePlaces: [
    { scope: tenant, reach: 'development', run: (tx) => q.replacePlaces(tx, tenant, own.developmentId, [place]) },
  ],
  listPlacesNear: [
    { scope: house, reach: 'development', run: (tx) => q.listPlacesNear(tx, house, undefined) },
    { scope: house, reach: 'development', run: (tx) => q.listPlacesNear(tx, house, 'school') },
  ],
  listStaleDevelopments: [
    {
      scope: platform,
      run: (tx) => q.listStaleDevelopments(tx, platform, { before: at(-30), eventName: 'places/refresh', limit: 100 }),
      silent: true,
    },
    {
      scope: platform,
      run: (tx) => q.listStaleDevelopments(tx, platform, { before: at(1), eventName: 'places/refresh', limit: 100 }),
    },
  ],
});

export const tenancyCalls = (q: typeof tenancy): CallsOf<typeof tenancy> => ({
  findPublicDevelopment: [{ scope: anonymous, run: (tx) => q.findPublicDevelopment(tx, 'development-1') }],
  wantPapersMatched: [
    { scope: tenant, silent: true, run: (tx) => q.wantPapersMatched(tx, tenant, [own.developmentId]) },
  ],
  listDevelopmentChoices: [{ scope: tenant, run: (tx) => q.listDevelopmentChoices(tx, tenant) }],
});

export const tenantsCalls = (q: typeof tenants): CallsOf<typeof tenants> => ({
  listTenantNames: [{ scope: platform, run: (tx) => q.listTenantNames(tx) }],
  findTenantName: [{ scope: platform, run: (tx) => q.findTenantName(tx, own.tenantId) }],
});

const ownersPage = { limit: 26, sort: 'name', descending: false } as const;

export const homeownersCalls = (q: typeof homeowners): CallsOf<typeof homeowners> => ({
  listHomeowners: [
    { scope: tenant, run: (tx) => q.listHomeowners(tx, tenant, ownersPage) },
    {
      scope: tenant,
      run: (tx) =>
        q.listHomeowners(tx, tenant, {
          ...ownersPage,
          sort: 'claimed',
          descending: true,
          after: { order: new Date().toISOString().slice(0, 23).replace('T', ' '), id: idOf('homeowner', 500) },
        }),
    },
    { scope: tenant, run: (tx) => q.listHomeowners(tx, tenant, { ...ownersPage, sort: 'seen', descending: true }) },
    {
      scope: tenant,
      reach: 'houses',
      silent: true,
      run: (tx) => q.listHomeowners(tx, tenant, { ...ownersPage, status: 'moved-out', q: 'nobody', houseType: 'B' }),
    },
  ],
  findOwnerOf: [{ scope: tenant, run: (tx) => q.findOwnerOf(tx, tenant, own.houseId) }],
  hasHouse: [{ scope: tenant, run: (tx) => q.hasHouse(tx, tenant, own.houseId) }],
  insertOwner: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.insertOwner(tx, staff, { id: v7(), houseId: own.houseId, fullName: 'Buyer', email: null }),
    },
  ],
  updateUnclaimedOwner: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.updateUnclaimedOwner(tx, staff, own.houseId, { fullName: 'Buyer', email: null }),
    },
  ],
  endOwner: [{ scope: staff, silent: true, run: (tx) => q.endOwner(tx, staff, own.houseId, at(0)) }],
});

export const unitsCalls = (q: typeof units): CallsOf<typeof units> => ({
  listUnitsToExport: [
    { scope: tenant, reach: 'houses', run: (tx) => q.listUnitsToExport(tx, tenant, { limit: 1_000 }) },
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) =>
        q.listUnitsToExport(tx, tenant, {
          limit: 1_000,
          developmentId: own.developmentId,
          after: { order: 'house 0000300', id: own.houseId },
        }),
    },
  ],
  listUnits: [
    { scope: tenant, run: (tx) => q.listUnits(tx, tenant, { limit: 101 }) },
    {
      scope: tenant,
      run: (tx) => q.listUnits(tx, tenant, { limit: 26, after: { order: 'house 0000300', id: own.houseId } }),
    },
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) =>
        q.listUnits(tx, tenant, {
          limit: 101,
          developmentId: own.developmentId,
          after: { order: 'house 0000300', id: own.houseId },
        }),
    },
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) =>
        q.listUnits(tx, tenant, {
          limit: 101,
          developmentId: own.developmentId,
          houseType: 'B',
          status: 'claimed',
          q: 'street',
        }),
    },
    {
      scope: tenant,
      run: (tx) =>
        q.listUnits(tx, tenant, {
          limit: 101,
          sort: 'type',
          descending: true,
          after: { type: 'B', order: 'house 0000300', id: own.houseId },
        }),
    },
    {
      scope: tenant,
      reach: 'houses',
      silent: true,
      run: (tx) => q.listUnits(tx, tenant, { limit: 101, status: 'unclaimed', q: 'nowhere' }),
    },
  ],
  findUnit: [{ scope: tenant, run: (tx) => q.findUnit(tx, tenant, own.houseId) }],
  listDevelopmentPlaces: [
    { scope: tenant, reach: 'development', run: (tx) => q.listDevelopmentPlaces(tx, tenant, own.developmentId) },
  ],
  findLatestJobs: [
    {
      scope: tenant,
      run: (tx) =>
        q.findLatestJobs(tx, tenant, [
          { subjectId: idOf('document', 500), eventName: 'document/uploaded' },
          { subjectId: own.developmentId, eventName: 'points-of-interest/refresh.requested' },
        ]),
    },
  ],
});
