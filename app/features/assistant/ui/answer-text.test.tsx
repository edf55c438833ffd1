import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AnswerText } from './answer-text.tsx';

const shown = (text: string) => renderToStaticMarkup(<AnswerText text={text} citations={[]} settled />);

test('C9: struck words are shown and told as struck', () => {
  expect(shown('It holds ~~12~~ 18 bicycles.')).toMatch(
    /It holds <del[^>]*><span[^>]*>\(struck out: <\/span>12<span[^>]*>\)<\/span><\/del> 18 bicycles\./,
  );
  expect(shown('It wants ~5~ litres.')).toContain('It wants ~5~ litres.');
});
