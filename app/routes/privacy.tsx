import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { describeVisitors } from '#app/features/onboarding/describe-visitors.server.ts';
import { versionOf } from '#app/features/onboarding/legal-texts.ts';
import { LegalList, LegalPage, LegalPart } from '#app/features/onboarding/ui/legal-page.tsx';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { TextLink } from '#app/ui/text-link.tsx';

const route = page('routes/privacy');

export const meta: MetaFunction = () => [{ title: 'Privacy · OpenHouse AI' }];

/** Whoever has just erased what is held about them is led here; a made-up link tells nothing to who is signed in. */
export const loader = route.loader(async ({ request }) => ({
  erased: new URL(request.url).searchParams.has('erased') && (await describeVisitors(request)).length === 0,
  since: formatDate(new Date(versionOf('privacy'))),
}));

export default function Privacy() {
  const { erased, since } = useLoaderData<typeof loader>();
  return (
    <LegalPage title="Privacy" since={`In force since ${since}`}>
      {erased ? (
        <Alert tone="positive" title="Your data is erased" className="mt-6">
          You are signed out everywhere, and the code of the house no longer opens it. Mails that were kept here go
          within minutes.
        </Alert>
      ) : null}
      <LegalPart title="Who is responsible">
        <p>
          Your home builder decides what this service is used for and is responsible for it; you find them by name,
          telephone and e-mail in the menu of your home. OpenHouse runs the service for them and does with your data
          what they have asked for, and nothing else.
        </p>
      </LegalPart>
      <WhatIsHeld />
      <LegalPart title="What for, and on what ground">
        <p>
          To let your house answer you, to let your builder help you, and to keep the service safe. Without it there
          would be no service to give (article 6(1)(b) and (f) of the GDPR).
        </p>
      </LegalPart>
      <LegalPart title="Who sees it">
        <LegalList>
          <li>
            Your builder’s staff see how many questions are asked and about what, and with your name the words of what
            you pass on or report to them. Nobody of another house or another builder sees anything of yours.
          </li>
          <li>
            OpenHouse’s own staff can look at it where they keep the service running and see why an answer was given. To
            help you they can open your home as you see it, for a quarter of an hour and with a reason; each time, with
            when and why, stands under Privacy in your home, and your builder’s managers see it too. Reading a kept mail
            or an answer leaves a trace.
          </li>
          <li>
            Where a language model is switched on, your question, the talk before it, pages of your documents and, if
            you ask about that, what is recorded of your home go to its provider to be answered; your name does not.
            Otherwise answers are quoted on our own server. Each answer says which of the two it is.
          </li>
        </LegalList>
      </LegalPart>
      <LegalPart title="How long">
        <p>
          Chats stay until you erase them; how an answer came about is kept for 180 days. Logs of the service go after
          seven days, records of faults after 30, scans after 90, and a sign-in link a week after it has run out. A
          logbook that you had made can be fetched for seven days.
        </p>
      </LegalPart>
      <LegalPart title="Your rights">
        <p>
          See, take along and erase what is held about you under <TextLink to="/home/privacy">Privacy</TextLink> in your
          home, without asking anybody. If your name is wrong, tell your builder. If you think that your data is not
          handled rightly, you can complain to the Data Protection Commission in Ireland, or to the authority where you
          live.
        </p>
      </LegalPart>
      <LegalPart title="Cookies">
        <p>
          One cookie keeps you signed in to your home, and one says for a minute that you signed out everywhere. Staff
          have one that keeps them signed in and one by which their browser is known. There are no others: no
          advertising, no counting of visitors.
        </p>
      </LegalPart>
    </LegalPage>
  );
}

function WhatIsHeld() {
  return (
    <LegalPart title="What is held about you">
      <LegalList>
        <li>Your name and, if your builder gave it, your e-mail address, with the house that you bought.</li>
        <li>
          What you ask and what was answered, your ratings and notes, and what you passed on to your builder or reported
          to them.
        </li>
        <li>
          The devices on which you are signed in: the browser as it names itself, when it signed in and when it was last
          used.
        </li>
        <li>Which version of these texts you accepted, and when.</li>
        <li>Scans of your house’s code: when, the internet address and the browser. They are deleted after 90 days.</li>
        <li>
          A record of what was done (signed in, claimed the house and so on), under a number in place of your name.
        </li>
      </LegalList>
    </LegalPart>
  );
}
