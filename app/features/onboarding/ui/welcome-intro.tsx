import { clsx } from 'clsx';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { HouseDrawing } from '#app/ui/house-drawing.tsx';

export type WelcomeIntroProps = {
  /** Before the name: "Welcome,". */
  lead: string;
  fullName: string;
  houseLabel: string;
  developmentName: string;
  builderName: string;
  /** What follows the greeting: how to accept the house. */
  children: ReactNode;
};

/**
 * The greeting on /welcome (F1): three beats in about three seconds, then the way in. It is CSS on server-rendered
 * text, so it starts with the first paint, needs no script, shows everything at once under reduced motion, and every
 * place is kept from the start. A tap anywhere, Escape, "Skip" or moving the focus into the form ends it.
 */
export function WelcomeIntro({
  lead,
  fullName,
  houseLabel,
  developmentName,
  builderName,
  children,
}: WelcomeIntroProps) {
  const [skipped, skip] = useSkip();
  const wayIn = useRef<HTMLDivElement>(null);

  const skipByButton = () => {
    skip();
    wayIn.current?.querySelector('button')?.focus();
  };

  return (
    <main
      id="content"
      tabIndex={-1}
      data-skipped={skipped || undefined}
      className="relative grid min-h-dvh grid-rows-[auto_1fr_auto] justify-items-center px-6 text-center"
    >
      <p className="pt-[max(1.75rem,env(safe-area-inset-top))] text-sm font-medium tracking-wide text-ink-soft">
        {builderName}
      </p>
      {skipped ? null : (
        <button
          type="button"
          onClick={skipByButton}
          className={clsx(
            'absolute top-[max(1rem,env(safe-area-inset-top))] right-4 min-h-11 animate-leave rounded-control px-4',
            'text-sm font-medium text-ink-soft [animation-delay:3s] hover:bg-sand hover:text-ink',
            'motion-reduce:hidden',
          )}
        >
          Skip
        </button>
      )}

      <div className="grid w-full max-w-4xl content-center justify-items-center py-8">
        <Greeting {...{ lead, fullName, houseLabel, developmentName }} />

        <div
          ref={wayIn}
          onFocus={skip}
          className="beat mt-9 grid w-full animate-beat justify-items-center gap-4 [animation-delay:2850ms]"
        >
          {children}
        </div>
      </div>
      <p className="pb-[max(1.25rem,env(safe-area-inset-bottom))] text-sm text-ink-soft">OpenHouse AI</p>
    </main>
  );
}

/** Whether the intro was ended, by Escape or a tap anywhere, and what ends it. */
function useSkip(): [skipped: boolean, skip: () => void] {
  const [skipped, setSkipped] = useState(false);
  useEffect(() => {
    const skip = (event: KeyboardEvent | MouseEvent) => {
      if (event.type === 'click' || ('key' in event && event.key === 'Escape')) setSkipped(true);
    };
    document.addEventListener('keydown', skip);
    document.addEventListener('click', skip);
    return () => {
      document.removeEventListener('keydown', skip);
      document.removeEventListener('click', skip);
    };
  }, []);
  return [skipped, () => setSkipped(true)];
}

type GreetingProps = Omit<WelcomeIntroProps, 'builderName' | 'children'>;

/** The three beats: whom the house greets, which house it is, that it is ready. */
function Greeting({ lead, fullName, houseLabel, developmentName }: GreetingProps) {
  return (
    <>
      <HouseDrawing drawn className="mb-8 w-56 sm:mb-10 sm:w-72" />
      <h1 className="beat animate-beat font-serif leading-tight tracking-[-0.015em] [animation-delay:150ms]">
        <span className="block text-xl font-normal text-ink-soft sm:text-2xl">{lead}</span>
        <span
          className={clsx(
            'mt-1 block leading-[1.12] font-semibold wrap-anywhere text-ink',
            fullName.length > 40 ? 'text-[1.75rem] sm:text-4xl' : 'text-[2.375rem] sm:text-[3.25rem]',
          )}
        >
          {fullName}
        </span>
      </h1>
      <div className="beat mt-6 grid animate-beat justify-items-center gap-4 [animation-delay:1100ms]">
        <span aria-hidden className="h-px w-12 bg-gold" />
        <p className="text-lg text-ink sm:text-xl">
          {houseLabel}
          <span aria-hidden className="mx-2 text-gold-ink">
            ·
          </span>
          <span className="sr-only">, </span>
          {developmentName}
        </p>
      </div>
      <p
        className={clsx(
          'beat mt-3 animate-beat font-serif text-lg text-ink-soft italic [animation-delay:2050ms] sm:text-xl',
        )}
      >
        Your house is ready to answer.
      </p>
    </>
  );
}
