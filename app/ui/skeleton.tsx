import { clsx } from 'clsx';

/** The place of something still loading; give it the size of what comes (`className="h-6 w-40"`). */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={clsx('block animate-breathe rounded-control bg-sand', className)} />;
}

/** Lines of text still loading, announced once. */
export function SkeletonText({ lines = 3, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <output className="grid gap-2.5">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={clsx('h-4', line === lines - 1 ? 'w-3/5' : 'w-full')} />
      ))}
    </output>
  );
}
