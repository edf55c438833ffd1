import { Form, useNavigation } from '@remix-run/react';
import { BookOpenCheck, Check } from 'lucide-react';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { MustRead, Receipts } from '../must-read.server.ts';
import { viewerPath } from '../pages/viewer-path.ts';

/** What the builder asks to be read and was not confirmed yet; nothing once all was. */
export function MustReadList({ documents, builder }: { documents: readonly MustRead[]; builder: string }) {
  const open = documents.filter(({ read_at }) => read_at === null);
  if (open.length === 0) return null;
  return (
    <section
      aria-labelledby="must-read"
      className="mb-8 grid gap-2 rounded-card border border-gold/60 bg-gold-wash px-4 py-4"
    >
      <h2 id="must-read" className="flex items-center gap-2 text-base font-semibold">
        <BookOpenCheck aria-hidden className="size-5 text-gold-ink" />
        {builder} asks you to read
      </h2>
      <ul>
        {open.map(({ id, title }) => (
          <li key={id} className="flex min-h-11 items-center">
            <TextLink to={viewerPath(id)}>{title}</TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** On the document itself: the owner's word that they have read it, given once for each version. */
export function ReadReceipt({ document, builder }: { document: MustRead; builder: string }) {
  const sending = useNavigation().state === 'submitting';
  return (
    <div className="mx-auto mb-3 flex max-w-5xl flex-wrap items-center gap-x-4 gap-y-2 px-4 text-base sm:px-6">
      {document.read_at === null ? (
        <Form method="post" className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p>{builder} asks you to confirm that you have read this document.</p>
          <Button type="submit" variant="primary" icon={Check} loading={sending}>
            I have read it
          </Button>
        </Form>
      ) : (
        <p className="flex items-center gap-2">
          <Check aria-hidden className="size-4 text-green" />
          You confirmed on {formatDate(new Date(document.read_at))} that you have read this version.
        </p>
      )}
    </div>
  );
}

/** For staff: whether owners are asked to confirm a document, and how many have. */
export function MustReadCard({ receipts, mayManage }: { receipts: Receipts; mayManage: boolean }) {
  const { must_read: isAsked, owners, read } = receipts;
  return (
    <Card>
      <CardHeader
        title="To be read by owners"
        description={
          isAsked
            ? `${read} of ${owners} ${owners === 1 ? 'owner has' : 'owners have'} confirmed this version.`
            : 'Owners are not asked to confirm that they have read it.'
        }
      />
      {mayManage ? (
        <Form method="post" action="?intent=must-read" preventScrollReset>
          <input type="hidden" name="must_read" value={isAsked ? 'no' : 'yes'} />
          <Button type="submit" size="small">
            {isAsked ? 'Ask no longer' : 'Ask owners to confirm'}
          </Button>
        </Form>
      ) : null}
    </Card>
  );
}
