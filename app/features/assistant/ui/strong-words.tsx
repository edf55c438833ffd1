import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { isEmergencyNumber } from '../safety/emergency-numbers.ts';

type Numbers = { tenant: { supportPhone: string }; development: { emergencyPhone: string } };

/**
 * Words in bold. An emergency number and the builder's own two are links that ring them; any other number stays text,
 * since it may stand in a document of anybody's.
 */
export function StrongWords({ text, children }: { text: string; children: ReactNode }) {
  const home = useRouteLoaderData<Numbers | undefined>('routes/home');
  const strong = <strong className="font-semibold">{children}</strong>;
  if (
    !isEmergencyNumber(text) &&
    (text === '' || (text !== home?.tenant.supportPhone && text !== home?.development.emergencyPhone))
  )
    return strong;
  return (
    <a href={`tel:${text.replace(/[^+\d]/g, '')}`} className="whitespace-nowrap underline underline-offset-2">
      {strong}
    </a>
  );
}
