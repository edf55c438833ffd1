import { formatDay } from '#app/platform/dublin-time.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { OwnData } from '../describe-own-data.server.ts';

type WhatIsHeldProps = { own: Pick<OwnData, 'email' | 'counts' | 'accepted'>; fullName: string; now: string };

const NAMES = { terms: 'terms of use', privacy: 'privacy notice' };

/** What is held about an owner, each with where to see it whole. */
export function WhatIsHeld({ own: { email, counts, accepted }, fullName, now }: WhatIsHeldProps) {
  const day = (moment: string) => formatDay(new Date(moment), new Date(now));
  const questions = counts.questions === 1 ? '1 question' : `${counts.questions} questions`;
  return (
    <Card aria-labelledby="held">
      <CardHeader
        id="held"
        title="What is held about you"
        description="Your chats are, word for word, in your home’s logbook below; what you reported is under Care."
      />
      <dl className="grid gap-4 wrap-anywhere">
        <Held term="Name">{fullName}</Held>
        <Held term="E-mail address">
          {email ?? 'None. Your builder can add one, so that you can sign in by e-mail.'}
        </Held>
        <Held term="Chats">
          {counts.since === null ? (
            'None yet.'
          ) : (
            <>
              {questions} with their answers, since {day(counts.since)}. {counts.ratings} rated, {counts.passedOn}{' '}
              passed on to your builder. <TextLink to="/home">See them</TextLink>
            </>
          )}
        </Held>
        <Held term="What you accepted">
          {accepted.length === 0
            ? 'Nothing yet.'
            : accepted.map(({ document, version, at }) => (
                <span key={document + version} className="block">
                  <TextLink to={`/${document}`}>The {NAMES[document]}</TextLink> of {version}, {day(at)}
                </span>
              ))}
        </Held>
      </dl>
    </Card>
  );
}

function Held({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
