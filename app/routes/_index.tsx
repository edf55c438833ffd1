import { clsx } from 'clsx';
import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { describeVisitors, type SignedIn } from '#app/features/onboarding/describe-visitors.server.ts';
import { LegalLinks } from '#app/features/onboarding/ui/legal-links.tsx';
import { AnswerSample } from '#app/features/onboarding/ui/answer-sample.tsx';
import { HouseDrawing } from '#app/ui/house-drawing.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Logo } from '#app/ui/logo.tsx';
import { TextLink } from '#app/ui/text-link.tsx';

const route = page('routes/_index');

export const meta: MetaFunction = () => [
  { title: 'OpenHouse AI · Ask your house' },
  {
    name: 'description',
    content: 'Your builder’s documents about your own house, answering your questions with the page they stand on.',
  },
];

/** Who is signed in on this browser is led to where they belong. */
export const loader = route.loader(async ({ request }) => ({ visitors: await describeVisitors(request) }));

const STEPS = [
  {
    title: 'Scan the code',
    text:
      'Your builder leaves a code on the wall, and in your handover pack. Your phone’s camera is all you need: no ' +
      'app, no password.',
  },
  {
    title: 'Say that it is yours',
    text: 'You are greeted by name and open the house once. From then on only you can sign in to it.',
  },
  {
    title: 'Ask',
    text:
      'Use your own words. The answer is quoted from the documents of your house and your house type, and a tap ' +
      'opens the page.',
  },
];

export default function Landing() {
  const { visitors } = useLoaderData<typeof loader>();
  const [first] = visitors;
  return (
    <div className="overflow-x-clip">
      <header className="mx-auto flex max-w-6xl items-center justify-between gap-4 px-5 py-4 sm:px-8 sm:py-6">
        <Link to="/" aria-label="OpenHouse AI, first page" className="inline-flex min-h-11 items-center rounded-sm">
          <Logo />
        </Link>
        {first ? <LinkButton to={first.home}>{first.open}</LinkButton> : <LinkButton to="/sign-in">Sign in</LinkButton>}
      </header>

      <main id="content" tabIndex={-1}>
        <section
          className={clsx(
            'mx-auto grid max-w-6xl items-center gap-x-16 gap-y-12 px-5 pt-8 pb-16 sm:px-8 sm:pt-14 sm:pb-24',
            'lg:grid-cols-[1.05fr_1fr]',
          )}
        >
          <div className="max-w-xl">
            <h1 className="font-serif text-[2.75rem] leading-[1.06] font-semibold tracking-[-0.022em] sm:text-6xl">
              Ask your house anything.
            </h1>
            <p className="mt-6 text-xl leading-relaxed text-ink-soft">
              Where the stopcock is. What the light on the heat pump means. Who is covered by which warranty. Your
              builder’s own documents answer, and show you the page.
            </p>
            <WayIn visitors={visitors} />
          </div>
          <div className="relative mx-auto w-full max-w-lg">
            <HouseDrawing className="w-full" />
            <AnswerSample className="relative mx-auto max-w-md lg:mr-0" />
          </div>
        </section>

        <HowItWorks />

        <section className="mx-auto grid max-w-6xl gap-x-16 gap-y-12 px-5 py-16 sm:px-8 sm:py-20 md:grid-cols-2">
          <div id="lost" className="scroll-mt-8">
            <h2 className="font-serif text-2xl font-semibold tracking-[-0.01em]">Lost your link?</h2>
            <p className="mt-3 text-ink-soft">
              If you have opened your house before,{' '}
              <TextLink to="/sign-in?next=/home">have a sign-in link sent</TextLink> to the e-mail address that your
              builder holds for you. If not, scan the code in your home again.
            </p>
            <p className="mt-3 text-ink-soft">
              Code missing or damaged? Your builder’s customer care can print a new one; the old one stops working.
            </p>
          </div>
          <div>
            <h2 className="font-serif text-2xl font-semibold tracking-[-0.01em]">For home builders</h2>
            <p className="mt-3 text-ink-soft">
              Upload the manuals, certificates and guides that you hand over anyway. Owners find the answer themselves,
              and you see what they ask, what your documents leave out, and which homes have been opened.
            </p>
            <p className="mt-3">
              <TextLink to="/sign-in?for=staff">Staff sign-in</TextLink>
            </p>
          </div>
        </section>
      </main>

      <footer className="border-t border-hairline">
        <div className="mx-auto grid max-w-6xl gap-3 px-5 py-8 text-sm text-ink-soft sm:px-8">
          <p>OpenHouse AI. Each house answers to its own people, from its own documents.</p>
          <LegalLinks />
        </div>
      </footer>
    </div>
  );
}

function HowItWorks() {
  return (
    <section aria-labelledby="how" className="border-y border-hairline bg-paper">
      <div className="mx-auto max-w-6xl px-5 py-16 sm:px-8 sm:py-20">
        <h2 id="how" className="font-serif text-3xl font-semibold tracking-[-0.01em]">
          From the code on the wall to the answer
        </h2>
        <ol className="mt-10 grid gap-10 md:grid-cols-3 md:gap-12">
          {STEPS.map((step, index) => (
            <li key={step.title}>
              <span aria-hidden className="block border-b border-gold pb-2 font-serif text-2xl text-gold-ink">
                {index + 1}
              </span>
              <h3 className="mt-4 text-lg font-semibold">{step.title}</h3>
              <p className="mt-1.5 text-ink-soft">{step.text}</p>
            </li>
          ))}
        </ol>
        <p className="mt-12 max-w-3xl text-ink-soft">
          If your documents do not say, the house tells you so, and helps you to put the question to your builder. It
          does not guess.
        </p>
      </div>
    </section>
  );
}

/** Where to go from here: home, for whoever is signed in. */
function WayIn({ visitors }: { visitors: SignedIn[] }) {
  const [first, ...others] = visitors;
  return (
    <>
      <div className="mt-9 flex flex-wrap gap-3">
        <LinkButton to={first?.home ?? '/sign-in?next=/home'} variant="primary" size="large">
          {first?.open ?? 'Sign in to your home'}
        </LinkButton>
        {others.map(({ home, open }) => (
          <LinkButton key={home} to={home} size="large">
            {open}
          </LinkButton>
        ))}
        {first ? null : (
          <LinkButton to="#lost" size="large" variant="quiet">
            I have lost my link
          </LinkButton>
        )}
      </div>
      {first ? (
        <p className="mt-4 wrap-anywhere text-ink-soft">
          You are signed in on this device as {visitors.map(({ who }) => who).join(' and ')}.
        </p>
      ) : null}
    </>
  );
}
