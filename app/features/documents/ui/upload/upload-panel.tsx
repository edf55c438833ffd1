import { Form, useActionData, useNavigation } from '@remix-run/react';
import { useId, useState, type FormEvent } from 'react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { FileDrop } from '#app/ui/file-drop.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { DocumentDetails } from '../../describe-document.ts';
import { ACCEPTED_FILES } from '../../kind/document-kind.ts';
import { ACCEPTED_HINT } from './check-file.ts';
import { CategoryField } from '../category-field.tsx';
import { HouseTypeBoxes } from '../house-type-boxes.tsx';
import { problemsOf, STORE_ANYWAY, type FormRefusal } from '../form-refusal.ts';
import { isRefused } from './upload-list.ts';
import { UploadRow } from './upload-row.tsx';
import type { Uploads } from './use-uploads.ts';

type UploadPanelProps = {
  developments: { id: string; name: string; houseTypes: { code: string; name: string }[] }[];
  categories: string[];
  uploads: Uploads;
  latest: (id: string) => DocumentDetails | undefined;
  isGone: (id: string) => boolean;
  close?: React.ReactNode;
};

/**
 * Uploads several files at once, each with a row of its own; category, house types and development count for all of
 * them. Without scripts it posts one file to the page's action.
 */
export function UploadPanel({ developments, categories, uploads, latest, isGone, close }: UploadPanelProps) {
  const heading = useId();
  const refusal = useActionData<{ refusal?: FormRefusal }>()?.refusal;
  const posting = useNavigation().formEncType === 'multipart/form-data';
  const [missing, setMissing] = useState(NOTHING);
  const problemOf = problemsOf(refusal);
  const chosen = uploads.uploads.filter((upload) => upload.state === 'chosen').length;
  const asked = uploads.uploads.filter((upload) => upload.state === 'asked').length;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = fieldsOf(form);
    const found = { file: chosen === 0, ...lackingIn(fields) };
    setMissing(found);
    const first = (['file', 'category', 'house_types'] as const).find((name) => found[name]);
    if (first) form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else uploads.dispatch({ type: 'submitted', fields });
  };
  return (
    <Card aria-labelledby={heading} className="mb-6">
      <CardHeader
        id={heading}
        title="Upload documents"
        description="Each file is read page by page, then owners can open it and ask about it."
        action={close}
      />
      {refusal ? (
        <Alert tone="negative" title="The document was not taken" className="mb-4">
          {refusal.fields.length > 0
            ? 'Put right what is marked below, choose the file again and press Upload.'
            : refusal.message}
        </Alert>
      ) : null}
      <Form
        method="post"
        encType="multipart/form-data"
        noValidate
        onSubmit={submit}
        onChange={(event) => {
          const lacking = lackingIn(fieldsOf(event.currentTarget));
          // What was missing is marked until it is there.
          setMissing((before) => ({
            file: before.file,
            category: before.category && lacking.category,
            house_types: before.house_types && lacking.house_types,
          }));
        }}
        className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:gap-8"
      >
        <div className="grid content-start gap-3">
          <FileDrop
            name="file"
            label="Drop files here, or choose them"
            hint={`${ACCEPTED_HINT} each`}
            accept={ACCEPTED_FILES}
            multiple
            handOver
            error={missing.file && chosen === 0 ? 'Choose at least one file.' : problemOf('file')}
            onChange={(files) => uploads.dispatch({ type: 'chosen', files })}
          />
          <WithoutScripts titleProblem={problemOf('title')} />
          <p role="status" className="sr-only">
            {asked > 0 ? `Stored already: ${asked} of the files. Say for each what to do with it.` : ''}
          </p>
          <ChosenFiles uploads={uploads} latest={latest} isGone={isGone} />
        </div>
        <div className="grid content-start gap-4">
          <MeantFor {...{ developments, categories, missing, problemOf }} />
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="primary" loading={posting}>
              {chosen > 1 ? `Upload ${chosen} files` : 'Upload'}
            </Button>
            <ClearFinished uploads={uploads} latest={latest} isGone={isGone} />
          </div>
        </div>
      </Form>
    </Card>
  );
}

type MeantForProps = Pick<UploadPanelProps, 'developments' | 'categories'> & {
  missing: typeof NOTHING;
  problemOf: ReturnType<typeof problemsOf>;
};

/** What is said of all files: the development, the category and the house types. */
function MeantFor({ developments, categories, missing, problemOf }: MeantForProps) {
  const [developmentId, setDevelopmentId] = useState(developments[0]?.id ?? '');
  const development = developments.find((choice) => choice.id === developmentId) ?? developments[0];
  return (
    <>
      {developments.length > 1 ? (
        <SelectField
          name="development_id"
          label="Development"
          value={developmentId}
          onChange={(event) => setDevelopmentId(event.currentTarget.value)}
          options={developments.map((choice) => ({ value: choice.id, label: choice.name }))}
          error={problemOf('development_id')}
        />
      ) : (
        <input type="hidden" name="development_id" value={development?.id ?? ''} />
      )}
      <CategoryField
        categories={categories}
        error={missing.category ? 'Choose a category, or write one.' : problemOf('category')}
      />
      <HouseTypeBoxes
        key={development?.id}
        houseTypes={development?.houseTypes ?? []}
        error={missing.house_types ? 'Choose at least one house type.' : problemOf('house_types')}
      />
    </>
  );
}

type UploadsProps = Pick<UploadPanelProps, 'uploads' | 'latest' | 'isGone'>;

function ChosenFiles({ uploads, latest, isGone }: UploadsProps) {
  if (uploads.uploads.length === 0) return null;
  return (
    <ul aria-label="Files" className="grid">
      {uploads.uploads.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          document={upload.documentId ? latest(upload.documentId) : undefined}
          gone={upload.documentId !== null && isGone(upload.documentId)}
          dispatch={uploads.dispatch}
          onRemove={() => uploads.remove(upload.key)}
        />
      ))}
    </ul>
  );
}

/** What a form of one file needs besides. */
function WithoutScripts({ titleProblem }: { titleProblem: ReturnType<ReturnType<typeof problemsOf>> }) {
  return (
    <noscript>
      <TextField name="title" label="Title" hint="Choose one file." maxLength={200} required error={titleProblem} />
      <input type="hidden" name="if_stored" value="ask" />
      <CheckboxField name="if_stored" value="store" label={STORE_ANYWAY} />
    </noscript>
  );
}

/** Takes from the list what was refused for good and what has been read or has failed. */
function ClearFinished({ uploads, latest, isGone }: UploadsProps) {
  const over = uploads.uploads.filter(
    (upload) =>
      isRefused(upload) ||
      (upload.documentId !== null && (isGone(upload.documentId) || isDone(latest(upload.documentId)))),
  );
  if (over.length === 0) return null;
  return (
    <Button
      variant="quiet"
      onClick={() =>
        uploads.dispatch({
          type: 'cleared',
          ended: new Set(over.flatMap((upload) => upload.documentId ?? [])),
        })
      }
    >
      Clear finished
    </Button>
  );
}

const NOTHING = { file: false, category: false, house_types: false };

const fieldsOf = (form: HTMLFormElement) =>
  [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');

/** Which of the fields that count for all files say nothing. */
const lackingIn = (fields: [string, string][]) => ({
  category: !fields.some(([name, value]) => name === 'category' && value.trim()),
  house_types: !fields.some(([name]) => name === 'house_types'),
});

const isDone = (document: DocumentDetails | undefined) => document?.status === 'ready' || document?.status === 'failed';
