import { describe, expect, it } from 'vitest';
import { PILOT_HOUSES, PILOT_HOUSE_TYPES } from './houses.ts';

describe('the pilot houses', () => {
  it('are twenty, of the types that the fact sheet gives each address', () => {
    const types = (street: string): string =>
      PILOT_HOUSES.filter((house) => house.street === street)
        .map(({ houseType }) => houseType)
        .join('');
    expect(PILOT_HOUSES).toHaveLength(20);
    expect(types('Longview Avenue')).toBe('AAAAAABBBB');
    expect(types('Orchard Rise')).toBe('BBCCCCDDDD');
    expect(PILOT_HOUSE_TYPES.map(({ code, floorArea }) => [code, floorArea])).toEqual([
      ['A', 82],
      ['B', 108],
      ['C', 115],
      ['D', 146],
    ]);
  });

  it.each(['key', 'eircode', 'label'] as const)('have a %s of their own', (field) => {
    expect(new Set(PILOT_HOUSES.map((house) => house[field])).size).toBe(20);
  });

  it('have well-formed Eircodes, mail addresses that nobody owns, and doors at least four metres apart', () => {
    const alphabet = /^P25 [0-9ACDEFHKNPRTVWXY]{4}$/;
    for (const house of PILOT_HOUSES) {
      expect(house.eircode).toMatch(alphabet);
      expect(house.purchaser.email).toMatch(/^[a-z.]+@example\.com$/);
    }
    for (const [index, house] of PILOT_HOUSES.entries()) {
      for (const other of PILOT_HOUSES.slice(index + 1)) {
        const north = (house.latitude - other.latitude) * 111_240;
        const east = (house.longitude - other.longitude) * 68_650;
        expect(Math.hypot(north, east), `${house.label} and ${other.label}`).toBeGreaterThan(4);
      }
    }
  });
});
