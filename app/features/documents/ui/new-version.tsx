import { Form } from '@remix-run/react';
import type { FormEvent } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { FileDrop } from '#app/ui/file-drop.tsx';
import type { DocumentDetails } from '../describe-document.ts';
import { STORE_ANYWAY } from './form-refusal.ts';
import { ACCEPTED_FILES } from '../kind/document-kind.ts';
import { ACCEPTED_HINT } from './upload/check-file.ts';
import { UploadRow } from './upload/upload-row.tsx';
import type { Uploads } from './upload/use-uploads.ts';

type NewVersionProps = { document: Pick<DocumentDetails, 'id' | 'version'>; uploads: Uploads; error?: string };

/**
 * Takes a new file for a document, once it is said that it is the one; owners keep the former one until it is ready.
 * Without scripts the form posts to the
 * page's action.
 */
export function NewVersion({ document, uploads, error }: NewVersionProps) {
  const chosen = uploads.uploads.some(({ state }) => state === 'chosen');
  const pending = uploads.uploads.filter((upload) => upload.state !== 'accepted');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    uploads.dispatch({ type: 'submitted', fields: [] });
  };
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
            // One file is one version: another choice takes the place of the first.
            for (const { key, state } of uploads.uploads)
              if (state === 'chosen' || state === 'refused') uploads.remove(key);
            uploads.dispatch({ type: 'chosen', files: files.slice(0, 1) });
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
                versionOf={document.id}
                dispatch={uploads.dispatch}
                onRemove={() => uploads.remove(upload.key)}
              />
            ))}
          </ul>
        ) : null}
        {chosen ? (
          <Button type="submit" variant="primary" className="justify-self-start">
            Upload as version {document.version + 1}
          </Button>
        ) : null}
      </Form>
    </Card>
  );
}
