import { Form, useNavigation } from '@remix-run/react';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { DocumentDetails } from '../describe-document.ts';

/** That a document's text is nearly another's: a question while it waits for the answer, else a word about it. */
export function LooksLike({ document: shown }: { document: DocumentDetails }) {
  if (shown.choice_needed) return <Choice document={shown} />;
  const twin = shown.looks_like;
  if (!twin || shown.status !== 'ready') return null;
  return (
    <Alert tone="info" title="Another document says nearly the same" className="mb-4">
      {shareOf(twin)} <TextLink to={`/developer/documents/${twin.document_id}`}>{twin.title}</TextLink>. If one replaces
      the other, upload it there as a new version and delete it here, so that answers quote one of them.
    </Alert>
  );
}

const shareOf = ({ share }: { share: number }) =>
  share > 0.99
    ? 'Nearly all of its text, though perhaps not each figure, is also in'
    : `About ${Math.round(share * 100)} % of its text is also in`;

/** Asked about before it is done. */
function Discard({ title, sending }: { title: string; sending: boolean | undefined }) {
  return (
    <Dialog
      title={`Discard “${title}”?`}
      description="Owners have seen nothing of it. This cannot be undone; upload the file again if you need it back."
      trigger={<Button variant="quiet">Discard</Button>}
      actions={
        <>
          <DialogClose asChild>
            <Button>Go back</Button>
          </DialogClose>
          <Form method="post" action="?intent=discard" className="grid">
            <Button type="submit" variant="danger" loading={sending}>
              Discard the document
            </Button>
          </Form>
        </>
      }
    />
  );
}

function Choice({ document: shown }: { document: DocumentDetails }) {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const mayManage = useCan('document:manage');
  const navigation = useNavigation();
  const sending = navigation.state !== 'idle' && navigation.formMethod === 'POST' ? navigation.formAction : undefined;
  useEffect(() => {
    // It may appear while somebody does something else here.
    if (document.activeElement === null || document.activeElement === document.body)
      box.current?.focus({ preventScroll: true });
  }, []);
  const twin = shown.looks_like;
  const next = (twin?.version ?? 0) + 1;
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={id}
      className="mb-5 grid gap-4 rounded-card border border-amber/25 bg-amber-wash p-4 sm:p-5"
    >
      <div className="flex items-start gap-3">
        <TriangleAlert aria-hidden className="mt-1 size-5 shrink-0 text-amber" />
        <div className="grid min-w-0 gap-1 [overflow-wrap:anywhere]">
          <h2 id={id} className="font-serif text-xl leading-snug font-semibold">
            {twin ? `This looks like version ${next} of “${twin.title}”` : 'Keep this document, or discard it?'}
          </h2>
          {twin ? (
            <p>
              {shareOf(twin)} <TextLink to={`/developer/documents/${twin.document_id}`}>{twin.title}</TextLink>. Owners
              see nothing of this one until {mayManage ? 'you choose' : 'a manager of your company chooses'}.
            </p>
          ) : (
            <p>
              The document that it looked like was deleted meanwhile. Owners see nothing of this one until{' '}
              {mayManage ? 'you choose' : 'a manager of your company chooses'}.
            </p>
          )}
          {twin && mayManage ? (
            <p className="text-sm text-ink-soft">
              As a new version it takes over the title, category and house types of “{twin.title}”.
            </p>
          ) : null}
        </div>
      </div>
      {mayManage ? (
        <div className="flex flex-wrap gap-2">
          {twin ? (
            <Form method="post" action="?intent=become-version">
              <input type="hidden" name="version" value={next} />
              <Button type="submit" variant="primary" loading={sending?.endsWith('intent=become-version')}>
                Add as version {next}
                <span className="sr-only"> of {twin.title}</span>
              </Button>
            </Form>
          ) : null}
          <Form method="post" action="?intent=keep">
            <Button type="submit" variant={twin ? undefined : 'primary'} loading={sending?.endsWith('intent=keep')}>
              Keep as its own document
            </Button>
          </Form>
          <Discard title={shown.title} sending={sending?.endsWith('intent=discard')} />
        </div>
      ) : null}
    </section>
  );
}
