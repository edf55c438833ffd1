import { TextLink } from '#app/ui/text-link.tsx';
import type { ShownAnswer } from '../describe-answer.ts';

/** An answer of a check with its page; words that the answer beside it lacks are marked. */
export function AnswerBox({ title, answer, mark }: { title: string; answer: ShownAnswer; mark: 'old' | 'new' }) {
  const { source } = answer;
  return (
    <div className="grid content-start gap-2 rounded-card border border-hairline bg-ivory p-3 sm:p-4">
      <h4 className="text-sm font-semibold text-ink-soft">{title}</h4>
      {answer.answered ? null : <p className="text-sm font-medium text-red">The documents do not answer this.</p>}
      <p className="wrap-anywhere whitespace-pre-line">
        {answer.pieces.map(({ text, differs }, index) => {
          const key = `${index}`;
          if (!differs) return <span key={key}>{text}</span>;
          return mark === 'old' ? (
            <del key={key} className="rounded-sm bg-red-wash text-ink decoration-red">
              {text}
            </del>
          ) : (
            <ins key={key} className="rounded-sm bg-green-wash text-ink decoration-green">
              {text}
            </ins>
          );
        })}
      </p>
      {source ? (
        <p className="text-sm">
          <TextLink to={`/developer/documents/${source.document_id}/pages?page=${source.page}`}>
            {source.title}, page {source.page}
          </TextLink>
        </p>
      ) : null}
    </div>
  );
}
