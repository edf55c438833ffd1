import { diffWordsWithSpace } from 'diff';
import { TextLink } from '#app/ui/text-link.tsx';

/** Changes that are looked for at most: two texts with more have little in common, and are shown without marks. */
const MAX_CHANGES = 400;

type Passage = { text: string; page: number };

/** A passage as it was told and as it reads now, with the words marked that the other lacks. */
export function PassageBoxes({ was, now, documentId }: { was: Passage; now: Passage | null; documentId: string }) {
  const parts = now ? diffWordsWithSpace(was.text, now.text, { maxEditLength: MAX_CHANGES }) : undefined;
  const without = (side: 'added' | 'removed', whole: string) =>
    parts?.filter((part) => !part[side]).map(({ value, added, removed }) => ({ value, marked: added || removed })) ?? [
      { value: whole, marked: false },
    ];
  return (
    <div className="grid gap-3 *:min-w-0 lg:grid-cols-2">
      <Box title={`Was, on page ${was.page}`}>
        {without('added', was.text).map(({ value, marked }, at) =>
          marked ? (
            <del key={`${at}`} className="rounded-sm bg-red-wash text-ink decoration-red">
              {value}
            </del>
          ) : (
            <span key={`${at}`}>{value}</span>
          ),
        )}
      </Box>
      {now ? (
        <Box
          title={`Now, on page ${now.page}`}
          foot={
            <TextLink to={`/developer/documents/${documentId}/pages?page=${now.page}`}>Open page {now.page}</TextLink>
          }
        >
          {without('removed', now.text).map(({ value, marked }, at) =>
            marked ? (
              <ins key={`${at}`} className="rounded-sm bg-green-wash text-ink decoration-green">
                {value}
              </ins>
            ) : (
              <span key={`${at}`}>{value}</span>
            ),
          )}
        </Box>
      ) : (
        <Box title="Now">
          <span className="text-ink-soft">Nothing stands in its place.</span>
        </Box>
      )}
    </div>
  );
}

function Box({ title, foot, children }: { title: string; foot?: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-2 rounded-card border border-hairline bg-ivory p-3 sm:p-4">
      <h3 className="text-sm font-semibold text-ink-soft">{title}</h3>
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {children}
      </p>
      {foot ? <p className="text-sm">{foot}</p> : null}
    </div>
  );
}
