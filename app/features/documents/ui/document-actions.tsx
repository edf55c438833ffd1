import { Form, useNavigation } from '@remix-run/react';
import { RefreshCw, Trash2 } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import type { DocumentDetails } from '../describe-document.ts';
import { isOpen } from './watch-documents.ts';

/** Read again, and delete after a question. */
export function DocumentActions({ document }: { document: DocumentDetails }) {
  const navigation = useNavigation();
  const sending = navigation.state !== 'idle' && navigation.formMethod === 'POST' ? navigation.formAction : undefined;
  const open = isOpen(document);
  return (
    <>
      <Form method="post" action="?intent=reingest">
        <Button
          type="submit"
          icon={RefreshCw}
          // Not disabled, which would take the focus from whoever has just pressed it.
          aria-disabled={open || undefined}
          onClick={open ? (event) => event.preventDefault() : undefined}
          loading={sending?.endsWith('intent=reingest')}
          title={open ? 'It is being read already' : 'Read the file anew, for example after a failure'}
        >
          Read again
        </Button>
      </Form>
      <Dialog
        title={`Delete “${document.title}”?`}
        description={
          'Owners can no longer open it, and answers no longer quote it. This cannot be undone; upload the file ' +
          'again if you need it back.'
        }
        trigger={
          <Button variant="quiet" icon={Trash2}>
            Delete
          </Button>
        }
        actions={
          <>
            <DialogClose asChild>
              <Button>Keep it</Button>
            </DialogClose>
            <Form method="post" action="?intent=delete" className="grid">
              <Button type="submit" variant="danger" loading={sending?.endsWith('intent=delete')}>
                Delete the document
              </Button>
            </Form>
          </>
        }
      />
    </>
  );
}
