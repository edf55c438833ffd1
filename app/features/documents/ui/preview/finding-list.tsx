import { Eye, EyeOff, ScanText, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { Finding } from '#db/schema/finding-kinds.ts';
import { describeFinding } from '../../pages/unread-pages.ts';

/**
 * What a builder should know of what stands on a page: what could not be read first, what was read and may be
 * mistaken, then what is shown to owners alone, and what was left out, greyed.
 */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const all = findings.map(describeFinding);
  const of = (fate: Described['fate']) => all.filter((finding) => finding.fate === fate);
  return (
    <>
      <List title="Not read" findings={of('not-read')} icon={TriangleAlert} />
      <List title="Read, but check it" findings={of('doubtful')} icon={ScanText} />
      <List title="Shown, not quoted" findings={of('not-quoted')} icon={Eye} greyed />
      <List title="Left out" findings={of('left-out')} icon={EyeOff} greyed struck />
    </>
  );
}

type Described = ReturnType<typeof describeFinding>;

type ListProps = { title: string; findings: Described[]; icon: LucideIcon; greyed?: boolean; struck?: boolean };

function List({ title, findings, icon: Icon, greyed = false, struck = false }: ListProps) {
  if (findings.length === 0) return null;
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
                <span dir="auto" className={`block ${struck ? 'line-through decoration-edge/60' : ''}`}>
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
