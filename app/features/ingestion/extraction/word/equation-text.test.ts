import { expect, test } from 'vitest';
import { para, readWordOf } from '../testing/make-word.ts';

const t = (words: string) => `<m:r><m:t>${words}</m:t></m:r>`;
const e = (inside: string) => `<m:e>${inside}</m:e>`;
const sup = (base: string, power: string) => `<m:sSup>${e(base)}<m:sup>${power}</m:sup></m:sSup>`;
const fraction = (over: string, under: string) => `<m:f><m:num>${over}</m:num><m:den>${under}</m:den></m:f>`;

test.each([
  ['0.18 W/m²K', t('0.18 W/') + sup(t('m'), t('2')) + t('K')],
  ['10⁻³', sup(t('10'), t('-3'))],
  ['x^(a+b)', sup(t('x'), t('a+b'))],
  ['(a+b)/(2·c)', fraction(t('a+b'), t('2·c'))],
  ['1/R', fraction(t('1'), t('R'))],
  ['v_max', `<m:sSub>${e(t('v'))}<m:sub>${t('max')}</m:sub></m:sSub>`],
  ['√(a+b)', `<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>${e(t('a+b'))}</m:rad>`],
  ['∛(x)', `<m:rad><m:deg>${t('3')}</m:deg>${e(t('x'))}</m:rad>`],
  [
    '∑_(i=1)^n x',
    `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${t('i=1')}</m:sub>` +
      `<m:sup>${t('n')}</m:sup>${e(t('x'))}</m:nary>`,
  ],
  ['[a|b]', `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>${e(t('a'))}${e(t('b'))}</m:d>`],
  ['sin x', `<m:func><m:fName>${t('sin')}</m:fName>${e(t('x'))}</m:func>`],
  ['1, 2; 3, 4', `<m:m><m:mr>${e(t('1'))}${e(t('2'))}</m:mr><m:mr>${e(t('3'))}${e(t('4'))}</m:mr></m:m>`],
  ['Q = U·A', `<m:oMathPara><m:oMath>${t('Q = ')}${t('U·A')}</m:oMath></m:oMathPara>`],
])('reads %s', async (line, inside) => {
  const body = inside.startsWith('<m:oMathPara') ? para(inside) : para(`<m:oMath>${inside}</m:oMath>`);
  expect((await readWordOf(body)).texts).toEqual([line]);
});

test('an equation without end is counted', async () => {
  const deep = e('<m:box>').slice(0, 12).repeat(200) + t('x') + '</m:box></m:e>'.repeat(200);
  const { pages } = await readWordOf(para(`<w:r><w:t>Before.</w:t></w:r><m:oMath><m:box>${deep}</m:box></m:oMath>`));
  expect(pages[0]).toMatchObject({ text: 'Before.', findings: [{ kind: 'equation' }] });
});
