import { EyeOff, TriangleAlert } from 'lucide-react';
import type { Finding } from '#db/schema/finding-kinds.ts';
import { describeFinding } from '../../unread-pages.ts';

/** What stands on a page and is not in its text: what could not be read first, then what was left out, greyed. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const all = findings.map(describeFinding);
  return (
    <>
      <List title="Not read" findings={all.filter(({ leftOut }) => !leftOut)} />
      <List title="Left out" findings={all.filter(({ leftOut }) => leftOut)} greyed />
    </>
  );
}

type Described = ReturnType<typeof describeFinding>;

function List({ title, findings, greyed = false }: { title: string; findings: Described[]; greyed?: boolean }) {
  if (findings.length === 0) return null;
  const Icon = greyed ? EyeOff : TriangleAlert;
  return (
    <section aria-label={title} className="border-t border-hairline pt-4">
      <ul className="grid gap-2 text-[0.9375rem] leading-snug">
        {findings.map(({ name, text }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a page's findings never move
          <li key={index} className={`flex items-start gap-2 ${greyed ? 'text-ink-soft' : ''}`}>
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${greyed ? '' : 'text-amber'}`} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-semibold">
                {title}: {name}
              </span>
              {text ? (
                <span dir="auto" className={`block ${greyed ? 'line-through decoration-edge/60' : ''}`}>
                  {text}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
