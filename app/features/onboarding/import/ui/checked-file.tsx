import { Form, useNavigation } from '@remix-run/react';
import { isOpenJobState, type JobState } from '#db/schema/job-states.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { counted } from '#app/ui/counted.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { Findings } from '../findings.ts';
import type { ImportStanding } from '../get-import.server.ts';
import { AddedHouses, ChangedHouses, RowErrors } from './found-rows.tsx';

/** Seconds between looks at a job that runs. */
const REFRESH = 1;

/** A file that was checked: what it would do, the work as it goes, and what came of it. */
export function CheckedFile({ standing }: { standing: ImportStanding }) {
  const { fileName, findings, done, job } = standing;
  const isRunning = !done && job !== null && isOpenJobState(job.state as JobState);
  useRefresh(REFRESH, isRunning);
  return (
    <div className="grid gap-6">
      <Card aria-live="polite">
        <CardHeader
          title={<span className="wrap-anywhere">{fileName}</span>}
          description={findings ? howItWasRead(findings) : undefined}
        />
        {done ? <Done done={done} /> : isRunning && job ? <Running progress={job.progress} /> : null}
        {!done && !isRunning && findings ? (
          <Decision id={standing.id} findings={findings} failure={job?.state === 'failed' ? job.error : null} />
        ) : null}
      </Card>
      {findings && !done && !isRunning ? (
        <>
          <RowErrors findings={findings} />
          <ChangedHouses findings={findings} />
          <AddedHouses findings={findings} />
        </>
      ) : null}
    </div>
  );
}

const howItWasRead = ({ encoding, ignored }: Findings) =>
  `Read as ${encoding}.${ignored.length > 0 ? ` Not read: ${ignored.join(', ')}.` : ''}`;

function Running({ progress }: { progress: number }) {
  return <ProgressBar value={progress} label="Importing. You may leave this page." />;
}

function Done({ done }: { done: NonNullable<ImportStanding['done']> }) {
  return (
    <Alert
      tone="positive"
      title={`Imported: ${counted(done.added, 'house')} added, ${done.changed} changed, ${done.unchanged} as they were`}
      action={<LinkButton to="/developer/units">See the houses</LinkButton>}
    >
      Each new purchaser has a code: print the codes or invite them next.
    </Alert>
  );
}

function Decision({ id, findings, failure }: { id: string; findings: Findings; failure: string | null }) {
  const { added, changed, unchanged, errors } = findings.counts;
  const posting = useNavigation().formMethod === 'POST';
  const wanted = added + changed;
  return (
    <div className="grid gap-4">
      {failure ? (
        <Alert tone="negative" title="It was not imported">
          {failure}
        </Alert>
      ) : null}
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure name="To add" value={added} />
        <Figure name="To change" value={changed} />
        <Figure name="As they are" value={unchanged} />
        <Figure name={errors === 1 ? 'Error' : 'Errors'} value={errors} />
      </dl>
      <p className="text-ink-soft">
        {errors > 0
          ? 'Nothing can be imported while a row is wrong. Put the cells below right in your file and choose it again.'
          : wanted === 0
            ? 'Every house is as the file says: there is nothing to import.'
            : 'Nothing was touched yet. All of it is imported, or nothing.'}
      </p>
      <div className="flex flex-wrap gap-2">
        {errors === 0 && wanted > 0 ? (
          <Form method="post" action={`?${new URLSearchParams({ intent: 'import', file: id })}`}>
            <ImportButton count={wanted} posting={posting} />
          </Form>
        ) : null}
        <LinkButton to="/developer/units/import">Choose another file</LinkButton>
      </div>
    </div>
  );
}

function ImportButton({ count, posting }: { count: number; posting: boolean }) {
  return (
    <Button type="submit" variant="primary" loading={posting}>
      Import {counted(count, 'house')}
    </Button>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div className="rounded-control border border-hairline px-4 py-3">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="font-serif text-2xl font-semibold text-ink tabular-nums">{value}</dd>
    </div>
  );
}
