import { clsx } from 'clsx';
import { UserRoundCheck, UserRoundX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import type { ImpersonationNotice } from '../impersonation/describe-impersonation.server.ts';

const ROLES = { owner: 'owner', manager: 'manager', viewer: 'viewer' } as const;

/**
 * At the top of every page, for as long as somebody acts as another person, and until they go back (E6): who, as whom,
 * what they may, how long, and the way out. Of a fixed height (`--acting-height` of theme.css), below which pages
 * begin.
 */
export function ActingBanner({ notice }: { notice: ImpersonationNotice }) {
  const secondsLeft = useSecondsLeft(notice);
  const isOver = notice.state === 'over' || secondsLeft === 0;
  const Icon = isOver ? UserRoundX : UserRoundCheck;
  return (
    <section
      aria-label="Acting as somebody else"
      data-print="hide"
      className={clsx(
        'fixed inset-x-0 top-0 z-30 h-(--acting-height) border-b-2 bg-ink pt-[env(safe-area-inset-top)] text-ivory',
        isOver ? 'border-red' : 'border-gold',
      )}
    >
      <div className="mx-auto flex h-full max-w-[90rem] items-center gap-3 px-4 sm:px-6">
        <Icon aria-hidden className="size-5 shrink-0 max-sm:hidden" />
        {notice.state === 'over' || isOver ? (
          <p role="status" className="min-w-0 flex-1 leading-tight">
            <strong className="block truncate font-semibold">You no longer act as somebody else</strong>
            <span className="block text-sm text-ivory/85">
              The time is over, or it was ended. Nothing more is done.
            </span>
          </p>
        ) : (
          <p className="min-w-0 flex-1 leading-tight">
            <strong className="line-clamp-2 font-semibold sm:line-clamp-1">
              {notice.admin} acting as {notice.person}
            </strong>
            <span className="block truncate text-sm text-ivory/85">
              {notice.mayWrite ? 'May change things' : 'Only looking'} ·{' '}
              <span className="tabular-nums">{clock(secondsLeft)} left</span> · {ROLES[notice.role]}, {notice.place}
            </span>
          </p>
        )}
        {/* A form of its own page, so that nothing of who was acted for stays in this one. */}
        <form method="post" action="/impersonation/end" className="shrink-0">
          <Button type="submit" size="small">
            {isOver ? 'Go back' : 'End'}
            {isOver ? null : <span className="sr-only"> acting as {notice.person}</span>}
          </Button>
        </form>
      </div>
    </section>
  );
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** By the browser's clock since the page came, which began with what the server said. */
function useSecondsLeft(notice: ImpersonationNotice): number {
  const given = notice.state === 'lasts' ? notice.secondsLeft : 0;
  const [ticked, setTicked] = useState({ given, left: given });
  useEffect(() => {
    const end = Date.now() + given * 1_000;
    const tick = () => setTicked({ given, left: Math.max(0, Math.ceil((end - Date.now()) / 1_000)) });
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [given]);
  return ticked.given === given ? ticked.left : given;
}
