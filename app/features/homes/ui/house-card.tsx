import { Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { TextLink } from '#app/ui/text-link.tsx';
import type { Home } from '../describe-home.server.ts';

/** The house at a glance, beside the chat on wide screens. */
export function HouseCard({ home, documents }: { home: Home; documents: number }) {
  const { house, development, tenant } = home;
  return (
    <div className="grid gap-8">
      <section aria-labelledby="house-card" className="grid gap-3">
        <h2 id="house-card" className="font-serif text-xl font-semibold">
          {house.label}
        </h2>
        <dl className="grid gap-2.5 text-base">
          <Fact term="Address">{house.address}</Fact>
          {house.eircode ? <Fact term="Eircode">{house.eircode}</Fact> : null}
          <Fact term="House type">
            {house.houseType}, {development.name}
          </Fact>
          <Fact term="Documents">
            <TextLink to="/home/documents" prefetch="intent">
              {documents} {documents === 1 ? 'document' : 'documents'}
            </TextLink>
          </Fact>
        </dl>
      </section>
      <section aria-labelledby="builder-card" className="grid gap-2 border-t border-hairline pt-6">
        <h2 id="builder-card" className="font-serif text-lg font-semibold">
          {tenant.name}
        </h2>
        <p className="text-base text-ink-soft">Your builder’s customer care.</p>
        <a
          href={`tel:${tenant.supportPhone.replace(/[^+\d]/g, '')}`}
          className="inline-flex min-h-11 items-center gap-2.5 text-ink no-underline hover:text-gold-ink"
        >
          <Phone aria-hidden className="size-4 text-gold-ink" />
          {tenant.supportPhone}
        </a>
        <a
          href={`mailto:${tenant.supportEmail}`}
          className="inline-flex min-h-11 items-center gap-2.5 break-all text-ink no-underline hover:text-gold-ink"
        >
          <Mail aria-hidden className="size-4 shrink-0 text-gold-ink" />
          {tenant.supportEmail}
        </a>
      </section>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
