import type { ReactNode } from 'react';
import { DoorPage } from '#app/ui/door-page.tsx';
import { LegalLinks } from './legal-links.tsx';

/** A text that people are asked to accept or may look up: heading, since when, and the parts. */
export function LegalPage({ title, since, children }: { title: string; since: string; children: ReactNode }) {
  return (
    <DoorPage wide>
      <article className="max-w-2xl [&_a]:underline [&_h2]:mt-10 [&_li]:mt-1.5 [&_p]:mt-3 [&_ul]:mt-3">
        <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em]">{title}</h1>
        <p className="text-ink-soft">{since}</p>
        {children}
      </article>
      <LegalLinks className="mt-12" />
    </DoorPage>
  );
}

export function LegalPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-serif text-2xl font-semibold tracking-[-0.01em]">{title}</h2>
      {children}
    </section>
  );
}

export function LegalList({ children }: { children: ReactNode }) {
  return <ul className="list-disc pl-5 marker:text-gold">{children}</ul>;
}
