import { Form } from '@remix-run/react';
import type { FormEvent } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { FileDrop } from '#app/ui/file-drop.tsx';
import { STORE_ANYWAY } from './form-refusal.ts';
import { ACCEPTED_FILES } from '../kind/document-kind.ts';
import { ACCEPTED_HINT } from './upload/check-file.ts';
import { UploadRow } from './upload/upload-row.tsx';
import type { Uploads } from './upload/use-uploads.ts';

/**
 * Takes a new file for a document; owners keep the former one until it is ready. Without scripts the form posts to the
 * page's action.
 */
export function NewVersion({ documentId, uploads, error }: { documentId: string; uploads: Uploads; error?: string }) {
  const pending = uploads.uploads.filter((upload) => upload.state !== 'accepted');
  const submit = (event: FormEvent) => event.preventDefault();
  return (
    <Card>
      <CardHeader title="Upload a new version" description="Title, category and house types stay as they are." />
      <Form
        method="post"
        action="?intent=version"
        encType="multipart/form-data"
        onSubmit={submit}
        className="grid gap-3"
      >
        <FileDrop
          name="file"
          label="Drop the new file here, or choose it"
          hint={ACCEPTED_HINT}
          accept={ACCEPTED_FILES}
          handOver
          error={error}
          onChange={(files) => {
            uploads.dispatch({ type: 'chosen', files: files.slice(0, 1) });
            uploads.dispatch({ type: 'submitted', fields: [] });
          }}
        />
        <noscript>
          <input type="hidden" name="if_stored" value="ask" />
          <CheckboxField name="if_stored" value="store" label={STORE_ANYWAY} />
          <Button type="submit" variant="primary">
            Upload
          </Button>
        </noscript>
        {pending.length > 0 ? (
          <ul aria-label="Files">
            {pending.map((upload) => (
              <UploadRow
                key={upload.key}
                upload={upload}
                document={undefined}
                versionOf={documentId}
                dispatch={uploads.dispatch}
                onRemove={() => uploads.remove(upload.key)}
              />
            ))}
          </ul>
        ) : null}
      </Form>
    </Card>
  );
}
