import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { Check, FileArchive } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card } from '#app/ui/card.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { DocumentsToCite } from '../list-pages-to-cite.server.ts';
import type { HousePapers } from '../read-house-papers.server.ts';
import { PaperCard, type PaperRefusal } from './paper-card.tsx';

type HousePapersPageProps = HousePapers & {
  documents: DocumentsToCite;
  refusal: PaperRefusal | undefined;
};

const REFRESH = 3;
const DONE: Record<string, string> = {
  confirmed: 'The paper is confirmed.',
  refused: 'The page is refused. Other pages are looked for.',
  waived: 'This house needs no such paper.',
  reopened: 'What was decided is taken back.',
  chosen: 'The page is put in and confirmed.',
  all: 'All papers that were found are confirmed.',
};

/** Each paper that a house must have, with the page that shows it and what staff may do about it (G10). */
export function HousePapersPage({ documents, refusal, ...loaded }: HousePapersPageProps) {
  const { house, papers, confirmed, complete, run } = loaded;
  const mayManage = useCan('handover:manage');
  const [params] = useSearchParams();
  const done = doneOf(params);
  useRefresh(REFRESH, run !== null);
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink to={`/developer/readiness?development_id=${house.development_id}`}>Handover readiness</TextLink>
        }
        title={<span className="wrap-anywhere">{house.label}</span>}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <span className="wrap-anywhere">{house.address}</span>
            <Badge>Type {house.house_type}</Badge>
            <TextLink to={`/developer/units/${house.id}`}>Its page</TextLink>
          </span>
        }
        actions={<Pack house={house} complete={complete} />}
      />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.message}
        </Alert>
      ) : done ? (
        <Alert tone="positive" title={done} className="mb-4" />
      ) : null}
      {run ? <ProgressBar label="Looking for papers in your documents" className="mb-4 max-w-md" /> : null}
      <Standing confirmed={confirmed} of={papers.length} holds={loaded.holds_codes && !complete} />
      {mayManage ? <ConfirmAll papers={papers} /> : null}
      {mayManage && (documents.more || documents.q) ? <FindDocument documents={documents} /> : null}
      <ul className="grid gap-4">
        {papers.map((paper) => (
          <li key={paper.slot}>
            <PaperCard
              paper={paper}
              documents={documents.items}
              mayManage={mayManage}
              refusal={refusal?.slot === paper.slot ? refusal : undefined}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function doneOf(params: URLSearchParams): string | undefined {
  const houses = Number(params.get('houses'));
  if (params.get('done') === 'everywhere' && Number.isSafeInteger(houses) && houses > 0)
    return houses === 1 ? 'The page is confirmed for 1 house.' : `The page is confirmed for ${houses} houses.`;
  return DONE[params.get('done') ?? ''];
}

function Standing({ confirmed, of, holds }: { confirmed: number; of: number; holds: boolean }) {
  return (
    <Card className="mb-5">
      <ProgressBar value={of === 0 ? 0 : (100 * confirmed) / of} label="Confirmed" detail={`${confirmed} of ${of}`} />
      {holds ? (
        <p className="mt-3 text-[0.9375rem]">
          The QR code of this house is held: it cannot be printed, and opens nothing, until all papers are confirmed.
        </p>
      ) : null}
    </Card>
  );
}

function Pack({ house, complete }: { house: HousePapers['house']; complete: boolean }) {
  const path = `/developer/readiness/${house.id}/pack`;
  const label = (
    <>
      <FileArchive aria-hidden className="size-[1.15em] shrink-0" />
      Evidence pack
    </>
  );
  if (complete)
    return (
      <a href={path} download className={buttonStyles({ variant: 'primary' })}>
        {label}
      </a>
    );
  return (
    <Dialog
      title="The papers are not complete"
      description="The pack names what is missing, and says on its first page that it is not complete."
      trigger={<Button icon={FileArchive}>Evidence pack</Button>}
      actions={
        <>
          <DialogClose asChild>
            <Button>Wait until it is</Button>
          </DialogClose>
          <a href={`${path}?incomplete=on`} download className={buttonStyles({ variant: 'primary' })}>
            Download as it is
          </a>
        </>
      }
    />
  );
}

/** Where a house sees more documents than a choice can hold. */
function FindDocument({ documents: { items, more, q } }: { documents: DocumentsToCite }) {
  return (
    <Form method="get" preventScrollReset className="mb-5 grid items-end gap-3 sm:max-w-xl sm:grid-cols-[1fr_auto]">
      <TextField
        label="Documents to choose a page from"
        name="document"
        type="search"
        defaultValue={q}
        maxLength={200}
        hint={
          more
            ? `${items.length} of them are offered below. Type part of a title to be offered others.`
            : 'Empty it to be offered all of them.'
        }
      />
      <Button type="submit">Find</Button>
    </Form>
  );
}

function ConfirmAll({ papers }: { papers: HousePapers['papers'] }) {
  const busy = useNavigation().formAction?.includes('intent=confirm-all') ?? false;
  const found = papers.filter(({ state }) => state === 'found');
  if (found.length < 2) return null;
  return (
    <Form method="post" action="?intent=confirm-all" className="mb-5" preventScrollReset>
      {found.map(({ slot, version }) => (
        <input key={slot} type="hidden" name="paper" value={`${slot} ${version}`} />
      ))}
      <Button type="submit" icon={Check} loading={busy}>
        Confirm all {found.length} that were found
      </Button>
    </Form>
  );
}
