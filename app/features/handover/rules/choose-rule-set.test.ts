import { expect, test } from 'vitest';
import { chooseRuleSet, RULES } from './choose-rule-set.ts';

test.each([
  ['1 Kings Road, London SW1A 1AA', 'england'],
  ['1 kings road, london sw1a 1aa', 'england'],
  ['12 Main Street, Naas, W91 PK4X', 'ireland'],
  ['Block B1 2nd floor, Naas', 'ireland'],
  ['', 'ireland'],
])('G10: %j is of the rules of %s', (address, name) =>
  expect(chooseRuleSet({ ruleSet: null, addresses: [address] }).name).toBe(name),
);

test('G10: what staff have chosen counts', () =>
  expect(chooseRuleSet({ ruleSet: 'ireland', addresses: ['SW1A 1AA'] }).name).toBe('ireland'));

test('G10: no slot of one rule set is called as one of another', () => {
  const ids = Object.values(RULES).flatMap(({ slots }) => slots.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z-]{1,40}$/);
});
