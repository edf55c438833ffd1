import { expect, test } from 'vitest';
import { isSurname } from './is-surname.ts';

test.each([
  ['O’Sullivan', 'Seán O’Sullivan'],
  ["o'sullivan", 'Seán O’Sullivan'],
  ['OSULLIVAN', 'Seán O’Sullivan'],
  ['ni bhriain', 'Aoife Ní Bhriain'],
  ['Bhriain', 'Aoife Ní Bhriain'],
  ['Aoife Ní Bhriain', 'Aoife Ní Bhriain'],
  ['Müller-Lüdenscheidt', 'Anna Muller Ludenscheidt'],
  ['Walsh', 'Aoife Murphy and Conor Walsh'],
  ['murphy', 'Aoife Murphy & Conor Walsh'],
  ['王小明', '王小明'],
  ['Ковальчук', 'Оксана Ковальчук'],
  ['الحسن', 'أحمد الحسن'],
  ['  Byrne ', 'Jo Byrne'],
])('%s is a surname in %s', (typed, name) => expect(isSurname(typed, name)).toBe(true));

test.each([
  ['Aoife', 'Aoife Ní Bhriain'],
  ['', 'Aoife Ní Bhriain'],
  ['’', 'Aoife Ní Bhriain'],
  ['Brian', 'Aoife Ní Bhriain'],
  ['and', 'Aoife Murphy and Conor Walsh'],
  ['王', '王小明'],
])('"%s" is none in %s', (typed, name) => expect(isSurname(typed, name)).toBe(false));
