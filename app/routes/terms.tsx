import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { versionOf } from '#app/features/onboarding/legal-texts.ts';
import { LegalList, LegalPage, LegalPart } from '#app/features/onboarding/ui/legal-page.tsx';
import { formatDate } from '#app/platform/dublin-time.ts';

const route = page('routes/terms');

export const meta: MetaFunction = () => [{ title: 'Terms · OpenHouse AI' }];

export const loader = route.loader(async () => ({ since: formatDate(new Date(versionOf('terms'))) }));

export default function Terms() {
  const { since } = useLoaderData<typeof loader>();
  return (
    <LegalPage title="Terms of use" since={`In force since ${since}`}>
      <LegalPart title="What this is">
        <p>
          Your builder gives you this service with your house. You ask in your own words, and it answers from the
          documents that your builder has put here for your house and its type. It is a computer program, not a person,
          and each answer says how it came about and on which page it stands.
        </p>
      </LegalPart>
      <LegalPart title="What an answer is, and what it is not">
        <LegalList>
          <li>
            An answer helps you to find your way in your documents. What counts is the document, your contract and the
            law.
          </li>
          <li>
            It can be wrong. Look at the page that it names before you do anything that could harm you or the house.
          </li>
          <li>
            In danger (gas, fire, smoke, an electric shock, water running out) ring the emergency services first: 112 or
            999 in Ireland.
          </li>
          <li>
            Work on gas, electricity and anything under warranty belongs to the people that your documents name for it.
          </li>
        </LegalList>
      </LegalPart>
      <LegalPart title="Your part">
        <LegalList>
          <li>Open a house only if it is yours. Its code opens it once; after that you sign in by e-mail.</li>
          <li>Sign out on devices that others use. You can end any device under Privacy in your home.</li>
          <li>Do not use the service to harm others or to get at what is not yours.</li>
        </LegalList>
      </LegalPart>
      <LegalPart title="Your builder’s part">
        <p>
          Your builder chooses the documents and keeps them right, answers what you pass on, and ends the service or
          hands it to the next owner when the house changes hands.
        </p>
      </LegalPart>
      <LegalPart title="When it ends">
        <p>
          You can stop at any time and erase what is held about you. You can take your home’s logbook along before. If
          these terms change in what they mean, you are asked again.
        </p>
      </LegalPart>
      <LegalPart title="The law">
        <p>Nothing here takes away rights that you have as a consumer or under your contract with your builder.</p>
      </LegalPart>
    </LegalPage>
  );
}
