import { clsx } from 'clsx';

/** The place of something still loading; give it the size of what comes (`className="h-6 w-40"`). */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={clsx('block animate-breathe rounded-control bg-sand', className)} />;
}
