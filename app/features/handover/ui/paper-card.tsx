import { StruckText } from '#app/features/documents/ui/struck-text.tsx';
import { Form, useNavigation } from '@remix-run/react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { formatDate, formatIsoDay } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import type { ButtonVariant } from '#app/ui/button-styles.ts';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { PaperItem } from '../read-house-papers.server.ts';
import { PaperBadge } from './paper-badge.tsx';

export type PaperRefusal = { message: string; slot?: string; typed: Record<string, string> };

type PaperCardProps = {
  paper: PaperItem;
  documents: { id: string; title: string }[];
  mayManage: boolean;
  refusal: PaperRefusal | undefined;
};

/** The page of the portal that shows a page of the version that owners read. */
const pagePath = ({ document_id: id, page }: { document_id: string; page: number }) =>
  `/developer/documents/${id}/pages?page=${page}`;

/** One paper of a house: how it stands, the page that shows it, and the choices. */
export function PaperCard({ paper, documents, mayManage, refusal }: PaperCardProps) {
  const { name, source, state, cited, copies } = paper;
  return (
    <Card as="article" aria-label={name}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="font-serif text-lg leading-snug font-semibold wrap-anywhere">{name}</h2>
          <p className="text-sm wrap-anywhere text-ink-soft">{source}</p>
        </div>
        <PaperBadge state={state} />
      </div>
      {cited ? (
        <p className="mt-3 border-l-2 border-gold pl-3 text-[0.9375rem] wrap-anywhere">
          {cited.quote ? (
            <span className="block">
              “<StruckText text={cited.quote} />”
            </span>
          ) : null}
          <TextLink to={pagePath(cited)}>
            {cited.title}, page {cited.page}
          </TextLink>
        </p>
      ) : null}
      <Notes paper={paper} />
      {copies.length > 0 ? (
        <p className="mt-2 text-sm">
          {'The same paper stands in '}
          {copies.map((copy, at) => (
            <span key={`${copy.document_id} ${copy.page}`}>
              {at > 0 ? ', ' : ''}
              <TextLink to={pagePath(copy)}>
                {copy.title}, page {copy.page}
              </TextLink>
            </span>
          ))}
          .
        </p>
      ) : null}
      {mayManage ? <Choices paper={paper} documents={documents} refusal={refusal} /> : null}
    </Card>
  );
}

function Notes({ paper }: { paper: PaperItem }) {
  const { state, names, valid_until: until, decided_at: decided } = paper;
  const notes = [
    state === 'other' ? `This page names ${names ? `“${names}”` : 'another house'}, not this house.` : '',
    until ? `${state === 'expired' ? 'It was valid until' : 'Valid until'} ${formatIsoDay(until)}.` : '',
    state === 'expired' ? 'Upload one that is still good, or choose its page.' : '',
    state === 'missing' ? 'No page of a document that this house sees shows it.' : '',
    state === 'refused' ? 'The page that was found is not it, and no other was found.' : '',
    decided && (state === 'confirmed' || state === 'waived') ? `Decided on ${formatDate(new Date(decided))}.` : '',
  ].filter((note) => note !== '');
  return notes.length > 0 ? <p className="mt-2 text-sm wrap-anywhere text-ink-soft">{notes.join(' ')}</p> : null;
}

function Choices({ paper, documents, refusal }: Omit<PaperCardProps, 'mayManage'>) {
  const { state, slot } = paper;
  const decided = state === 'confirmed' || state === 'waived' || state === 'refused';
  return (
    <div className="mt-4 flex flex-wrap items-start gap-2">
      {paper.cited && !decided ? (
        <>
          {state === 'expired' ? null : <Decide paper={paper} intent="confirm" variant="primary" label="Confirm" />}
          {state === 'found' && !paper.names ? (
            <Decide paper={paper} intent="everywhere" label="Confirm for all houses" />
          ) : null}
          <Decide paper={paper} intent="refuse" variant="quiet" label="This is not it" />
        </>
      ) : null}
      {decided ? <Decide paper={paper} intent="reopen" variant="quiet" label="Take back" /> : null}
      {decided ? null : <Decide paper={paper} intent="waive" variant="quiet" label="Not needed" />}
      <details className="w-full" open={refusal !== undefined || undefined} key={`${slot} ${paper.version}`}>
        <summary className={`${buttonStyles({ size: 'small' })} list-none`}>
          Choose {paper.cited ? 'another' : 'the'} page<span className="sr-only">: {paper.name}</span>
        </summary>
        <ChoosePage paper={paper} documents={documents} refusal={refusal} />
      </details>
    </div>
  );
}

type DecideProps = { paper: PaperItem; intent: string; label: string; variant?: ButtonVariant };

function Decide({ paper, intent, label, variant }: DecideProps) {
  const { formAction, formData } = useNavigation();
  const busy = formAction?.endsWith(`intent=${intent}`) === true && formData?.get('slot') === paper.slot;
  return (
    <Form method="post" action={`?intent=${intent}`} preventScrollReset>
      <input type="hidden" name="slot" value={paper.slot} />
      <input type="hidden" name="version" value={paper.version} />
      <Button type="submit" size="small" variant={variant} loading={busy}>
        {label}
        <span className="sr-only">: {paper.name}</span>
      </Button>
    </Form>
  );
}

function ChoosePage({ paper, documents, refusal }: Omit<PaperCardProps, 'mayManage'>) {
  const busy = useNavigation().formAction?.endsWith('intent=choose') ?? false;
  return (
    <Form
      method="post"
      action="?intent=choose"
      preventScrollReset
      noValidate
      className="mt-3 grid items-end gap-3 sm:grid-cols-[1fr_7rem_auto]"
    >
      <input type="hidden" name="slot" value={paper.slot} />
      <input type="hidden" name="version" value={paper.version} />
      <SelectField
        label="Document"
        name="document_id"
        placeholder="Choose a document"
        defaultValue={refusal?.typed.document_id ?? paper.cited?.document_id ?? ''}
        options={documents.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <TextField
        label="Page"
        name="page"
        inputMode="numeric"
        defaultValue={refusal?.typed.page ?? String(paper.cited?.page ?? 1)}
      />
      <Button type="submit" loading={busy}>
        Put it in
      </Button>
    </Form>
  );
}
