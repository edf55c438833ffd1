import { RotateCw, X } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { IconButton } from '#app/ui/icon-button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { DocumentDetails } from '../../describe-document.ts';
import { DocumentStatus } from '../document-status.tsx';
import { passFocusOn } from '../pass-focus-on.ts';
import { isOpen } from '../watch-documents.ts';
import { StoredQuestion } from './stored-question.tsx';
import type { Upload, UploadEvent } from './upload-list.ts';

type UploadRowProps = {
  upload: Upload;
  document: DocumentDetails | undefined;
  /** It was deleted since, or has become a version of another. */
  gone?: boolean;
  dispatch: (event: UploadEvent) => void;
  onRemove: () => void;
  /** Of the document that the file is to be a version of. */
  versionOf?: string;
};

/** One file of an upload: its title until it is sent, then how far it is, then what became of it. */
export function UploadRow({ upload, document, gone = false, dispatch, onRemove, versionOf }: UploadRowProps) {
  const { key, file, title, state, problem } = upload;
  const underWay = state === 'sending' || state === 'waiting';
  const reading = state === 'accepted' && !gone && (document === undefined || isOpen(document));
  return (
    <li className="flex items-start gap-2 border-t border-hairline py-3 first:border-t-0" data-upload={state}>
      <div className="grid min-w-0 flex-1 gap-2">
        <What {...{ upload, gone, dispatch, versionOf }} />
        {underWay ? <OnItsWay upload={upload} onCancel={onRemove} /> : null}
        {state === 'asked' && upload.twin ? (
          <StoredQuestion
            twin={upload.twin}
            filename={file.name}
            versionOf={versionOf}
            onStore={() => dispatch({ type: 'retried', key })}
            onDrop={onRemove}
          />
        ) : null}
        {state === 'accepted' ? (
          gone ? (
            <p className="text-sm text-ink-soft">No longer here: it was deleted, or became a version of another.</p>
          ) : document ? (
            <DocumentStatus document={document} brief />
          ) : (
            <ProgressBar value={0} label="Reading" detail="Waiting" />
          )
        ) : null}
        {document && !gone ? <Decisions document={document} title={title} /> : null}
        {problem && state === 'refused' ? (
          <p role="alert" className="text-sm font-medium text-red">
            {problem.message}
          </p>
        ) : null}
        {state === 'refused' && problem?.retry ? (
          <Button
            size="small"
            icon={RotateCw}
            className="justify-self-start"
            onClick={() => dispatch({ type: 'retried', key })}
          >
            Try again
          </Button>
        ) : null}
      </div>
      {underWay ? null : (
        <IconButton
          icon={X}
          label={`Remove ${file.name} from this list${reading ? '; it is read all the same' : ''}`}
          onClick={(event) => {
            passFocusOn(event.currentTarget);
            onRemove();
          }}
        />
      )}
    </li>
  );
}

/** What the file is: the title that it is to get, or has got, and its name. */
function What({
  upload,
  gone,
  dispatch,
  versionOf,
}: Pick<UploadRowProps, 'upload' | 'gone' | 'dispatch' | 'versionOf'>) {
  const { key, file, title, state, problem } = upload;
  if (state === 'chosen' && versionOf === undefined)
    return (
      <TextField
        label={`Title of ${file.name} (${formatBytes(file.size)})`}
        value={title}
        maxLength={200}
        onChange={(event) => dispatch({ type: 'titled', key, title: event.currentTarget.value })}
        error={problem?.message}
      />
    );
  return (
    <>
      {versionOf === undefined ? (
        <p className="font-semibold break-words text-ink">
          {upload.documentId && !gone ? (
            <TextLink to={`/developer/documents/${upload.documentId}`}>{title}</TextLink>
          ) : (
            title
          )}
        </p>
      ) : null}
      <p className="text-sm break-all text-ink-soft">
        {file.name} · {formatBytes(file.size)}
      </p>
    </>
  );
}

/** How far a file is on its way, and how to stop it. */
function OnItsWay({ upload: { file, title, state, sent }, onCancel }: { upload: Upload; onCancel: () => void }) {
  return (
    <>
      {state === 'waiting' ? (
        <ProgressBar value={0} label={`Sending ${title}`} detail="Waiting for its turn" />
      ) : (
        <ProgressBar value={sent} label={sent < 100 ? 'Sending' : 'Checking the file'} />
      )}
      <Button
        size="small"
        className="justify-self-start"
        onClick={(event) => {
          passFocusOn(event.currentTarget);
          onCancel();
        }}
      >
        Cancel<span className="sr-only"> {file.name}</span>
      </Button>
    </>
  );
}

/** Where staff decide what an uploaded file is, or whether it may replace the old one. */
function Decisions({ document, title }: { document: NonNullable<UploadRowProps['document']>; title: string }) {
  return (
    <>
      {document.choice_needed ? (
        <LinkButton to={`/developer/documents/${document.id}`} size="small" className="justify-self-start">
          Choose what it is<span className="sr-only">: {title}</span>
        </LinkButton>
      ) : null}
      {document.lost_answers !== null ? (
        <LinkButton to={`/developer/checks/${document.version_id}`} size="small" className="justify-self-start">
          Compare the answers<span className="sr-only"> of {title}</span>
        </LinkButton>
      ) : null}
    </>
  );
}
