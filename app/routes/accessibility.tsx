import type { MetaFunction } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { LegalList, LegalPage, LegalPart } from '#app/features/onboarding/ui/legal-page.tsx';

const route = page('routes/accessibility');

export const meta: MetaFunction = () => [{ title: 'Accessibility · OpenHouse AI' }];

export const loader = route.loader(async () => null);

export default function Accessibility() {
  return (
    <LegalPage title="Accessibility" since="Written on 30 November 2026">
      <LegalPart title="What we aim at">
        <p>
          This service is meant to be used by everybody, with a keyboard, a screen reader, large text or a small phone.
          The measure is the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.
        </p>
      </LegalPart>
      <LegalPart title="How it is checked">
        <LegalList>
          <li>
            Automatic tests open the pages at the widths of a phone, a tablet and a desktop and look for violations
            (axe), sideways scrolling and missing values, before each release.
          </li>
          <li>One of them asks a question and opens its source by keyboard alone.</li>
          <li>Animations are left out when your device asks for less motion.</li>
        </LegalList>
      </LegalPart>
      <LegalPart title="What does not meet it">
        <LegalList>
          <li>
            Documents are shown as your builder supplied them. A scanned page is read out as our server could recognise
            it, with mistakes, and not at all where it could not.
          </li>
          <li>
            No person with a disability and no outside expert has tested the service for us yet, so this page claims no
            conformance.
          </li>
          <li>The pages are in English.</li>
        </LegalList>
      </LegalPart>
      <LegalPart title="Tell us">
        <p>
          If something keeps you out, tell your builder: their telephone and e-mail are in the menu of your home. Say
          which page it was and what you use; they can also give you any document in another form.
        </p>
      </LegalPart>
    </LegalPage>
  );
}
