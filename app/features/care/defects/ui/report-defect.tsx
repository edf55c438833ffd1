import { useNavigate } from '@remix-run/react';
import { Camera, Send } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { AfterSalesCard } from '#app/features/tenancy/ui/after-sales-card.tsx';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { Field } from '#app/ui/field.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Cover } from '../../maintenance/list-covers.server.ts';
import { CoverList } from '../../maintenance/ui/cover-list.tsx';
import { MAX_PHOTOS, PHOTO_TYPES } from '../../photos/photo-limits.ts';
import { ROOMS } from '../defect-words.ts';
import { MAX_WORDS } from '../limits.ts';
import { sendReport } from './send-report.ts';
import { useDraft } from './use-draft.ts';

export type TypedReport = { description: string; room: string; message: string };

/** What was typed of a report that was refused, out of what the server received. */
export function typedReport(fields: unknown): TypedReport {
  const given = (fields ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  return { description: text('description'), room: text('room'), message: text('message') };
}

type Refusal = { message: string; fields: { field: string; message: string }[] };

type ReportDefectProps = {
  reportId: string;
  message: string | null;
  /** The question in the chat that it begins with. */
  words: string;
  covers: Cover[];
  /** The builder's own statement; empty where there is none. */
  afterSales: string;
  refusal: (Refusal & { typed: TypedReport }) | undefined;
};

/**
 * A report with photos (F11). The form posts by itself without scripts; with them it is sent beside the page, which
 * keeps words and photos whatever becomes of the connection, and sends again when it is back.
 */
export function ReportDefect({ reportId, message, words, covers, afterSales, refusal }: ReportDefectProps) {
  const { house, tenant } = useHome();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, house.id, words !== '' || refusal !== undefined);
  const { sending, problem, send } = useSending(refusal, draft.forget);
  const problemOf = (field: string) => {
    const text = problem?.fields.find((one) => one.field === field)?.message;
    return text && `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
  };
  return (
    <>
      <PageHeader
        title="Report a defect"
        description={`${tenant.name} is told at once. In danger, or when water or power is lost, ring them instead.`}
      />
      <form
        ref={form}
        method="post"
        action="/home/care/report"
        encType="multipart/form-data"
        noValidate
        className="grid gap-5"
        onSubmit={send}
        onInput={draft.keep}
      >
        <input type="hidden" name="report_id" value={reportId} />
        <input type="hidden" name="message" value={refusal?.typed.message || message || ''} />
        {problem ? (
          <Alert tone="negative" title="Not reported yet">
            {problem.fields.length > 0 ? 'See the fields below. Everything that you typed is kept.' : problem.message}
          </Alert>
        ) : null}
        <TextArea
          name="description"
          label="What is wrong"
          hint="When did you notice it, and what does it do?"
          defaultValue={refusal?.typed.description ?? words}
          maxLength={MAX_WORDS}
          rows={5}
          required
          error={problemOf('description')}
        />
        <TextField
          name="room"
          label="Where"
          list="rooms"
          autoComplete="off"
          hint="Choose a room, or say it in your own words."
          defaultValue={refusal?.typed.room ?? ''}
          maxLength={60}
          required
          error={problemOf('room')}
        />
        <datalist id="rooms">
          {ROOMS.map((room) => (
            <option key={room} value={room}>
              {room}
            </option>
          ))}
        </datalist>
        <Photos error={problemOf('photos')} />
        <div>
          <Button type="submit" variant="primary" icon={Send} loading={sending} loadingLabel="Sending your report">
            Send the report
          </Button>
        </div>
      </form>
      {covers.length > 0 ? (
        <Card className="mt-8">
          <CardHeader
            title="What is covered until when"
            description="From your documents, counted from the day of the handover."
          />
          <CoverList covers={covers} />
        </Card>
      ) : null}
      <AfterSalesCard builder={tenant.name} text={afterSales} />
    </>
  );
}

function Photos({ error }: { error: string | undefined }) {
  const [chosen, setChosen] = useState(0);
  const tooMany =
    chosen > MAX_PHOTOS ? `At most ${MAX_PHOTOS} photos: leave out ${chosen - MAX_PHOTOS} of them.` : null;
  return (
    <Field
      id="photos"
      label="Photos"
      optional
      hint={`Up to ${MAX_PHOTOS}, from the camera or the gallery. Where and with what they were taken is removed.`}
      error={tooMany ?? error ?? null}
    >
      <span className="flex items-center gap-3 rounded-control border border-edge bg-paper px-3 py-2">
        <Camera aria-hidden className="size-5 shrink-0 text-ink-soft" />
        <input
          id="photos"
          type="file"
          name="photos"
          multiple
          accept={PHOTO_TYPES}
          aria-describedby="photos-hint"
          className="min-h-9 min-w-0 flex-1 text-base"
          onChange={({ target }) => setChosen(target.files?.length ?? 0)}
        />
      </span>
    </Field>
  );
}

/** Sends the form beside the page; a report that could not arrive is sent again once the connection is back. */
function useSending(refused: Refusal | undefined, forget: () => void) {
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Refusal | undefined>(refused);
  const waiting = useRef<HTMLFormElement | null>(null);
  const submit = async (form: HTMLFormElement) => {
    setSending(true);
    const answer = await sendReport(new FormData(form));
    setSending(false);
    if (answer.kind === 'recorded') {
      forget();
      navigate(`/home/care/${answer.id}?done=reported`);
      return;
    }
    waiting.current = answer.kind === 'broken' ? form : null;
    setProblem({ message: answer.message, fields: answer.kind === 'refused' ? answer.fields : [] });
  };
  const again = useRef(submit);
  useEffect(() => {
    again.current = submit;
  });
  useEffect(() => {
    const online = () => {
      if (waiting.current) void again.current(waiting.current);
    };
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!sending) void submit(event.currentTarget);
  };
  return { sending, problem, send };
}
