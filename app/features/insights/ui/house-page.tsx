import { useActionData, useSearchParams } from '@remix-run/react';
import { ClipboardCheck } from 'lucide-react';
import { categoryLabel } from '#app/features/documents/category-label.ts';
import type { UnitDetails } from '#app/features/homes/get-unit.server.ts';
import { UnitLocation } from '#app/features/homes/ui/unit-location.tsx';
import type { UnitRefusal } from '#app/features/homes/ui/unit-refusal.ts';
import type { HouseAccess } from '#app/features/onboarding/describe-access.server.ts';
import { CodesCard } from '#app/features/onboarding/ui/codes-card.tsx';
import { OwnerCard, type BuyerRefusal } from '#app/features/onboarding/ui/owner-card.tsx';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { HouseTopic } from '../read-topics.server.ts';

type HousePageProps = {
  unit: UnitDetails;
  access: HouseAccess;
  documents: { items: { id: string; title: string; category: string }[]; more: boolean };
  topics: HouseTopic[];
};

const DONE: Record<string, { title: string; text: string }> = {
  corrected: {
    title: 'The position is saved',
    text: 'No look-up changes it from now on, and distances to places nearby are measured from it.',
  },
  invited: { title: 'An invitation is on its way', text: 'It opens the house as the code on the wall does.' },
  'link-sent': { title: 'A sign-in link is on its way', text: 'It works once, and for 15 minutes.' },
  'moved-out': { title: 'The ownership has ended', text: 'Hand the house over when the next owner is known.' },
  'handed-over': { title: 'The house is handed over', text: 'A new code was made: print it, or invite the owner.' },
  'owner-corrected': { title: 'The owner is saved', text: 'An invitation goes to this address from now on.' },
  reissued: { title: 'A new code was made', text: 'The old one has stopped working. Print the new one.' },
  revoked: { title: 'The code is revoked', text: 'Nobody can open the house with it any more.' },
};

/** One house of the builder's: who lives there, how they come in, what they read and ask; its place comes last. */
export function HousePage({ unit, access, documents, topics }: HousePageProps) {
  const refusal = useActionData<{ refusal?: UnitRefusal & BuyerRefusal }>()?.refusal;
  const [params] = useSearchParams();
  const done = DONE[params.get('done') ?? ''];
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/units">Houses</TextLink>}
        title={<span className="wrap-anywhere">{unit.label}</span>}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <span className="wrap-anywhere">{unit.address}</span>
            <Badge>Type {unit.house_type}</Badge>
            <span>{unit.development.name}</span>
          </span>
        }
        actions={
          <LinkButton to={`/developer/readiness/${unit.id}`} icon={ClipboardCheck}>
            Handover papers
          </LinkButton>
        }
      />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
        </Alert>
      ) : done ? (
        <Alert tone="positive" title={done.title} className="mb-4">
          {done.text}
        </Alert>
      ) : null}
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        <div className="grid gap-5">
          <OwnerCard owner={access.owner} label={unit.label} refusal={refusal} />
          <Topics topics={topics} />
        </div>
        <div className="grid gap-5">
          <CodesCard access={access} houseId={unit.id} />
          <Documents documents={documents} unit={unit} />
        </div>
      </div>
      <h2 className="mt-8 mb-3 font-serif text-xl font-semibold">On the map</h2>
      <UnitLocation unit={unit} />
    </>
  );
}

function Topics({ topics }: { topics: HouseTopic[] }) {
  return (
    <Card>
      <CardHeader
        title="Asked about"
        description="By the present owner. What they wrote is theirs, unless they passed it on to your inbox."
      />
      {topics.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-soft">No questions yet.</p>
      ) : (
        <ul className="divide-y divide-hairline text-[0.9375rem]">
          {topics.map(({ topic, questions }) => (
            <li key={topic} className="flex justify-between gap-4 py-1.5">
              <span className="min-w-0 wrap-anywhere">{topic}</span>
              <span className="shrink-0 text-ink-soft tabular-nums">
                {questions === 1 ? '1 question' : `${questions} questions`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Documents({ documents, unit }: { documents: HousePageProps['documents']; unit: UnitDetails }) {
  const all = `/developer/documents?house_type=${encodeURIComponent(unit.house_type)}`;
  return (
    <Card>
      <CardHeader
        title="Documents it sees"
        description={`What is meant for type ${unit.house_type} and ready to read.`}
        action={<TextLink to={all}>All of type {unit.house_type}</TextLink>}
      />
      {documents.items.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-soft">None yet: the owner has nothing to ask about.</p>
      ) : (
        <ul className="divide-y divide-hairline text-[0.9375rem]">
          {documents.items.map(({ id, title, category }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 py-1.5">
              <TextLink to={`/developer/documents/${id}`} prefetch="intent" className="wrap-anywhere">
                {title}
              </TextLink>
              <span className="text-ink-soft">{categoryLabel(category)}</span>
            </li>
          ))}
        </ul>
      )}
      {documents.more ? <p className="mt-2 text-sm text-ink-soft">And more: see all of this type.</p> : null}
    </Card>
  );
}
