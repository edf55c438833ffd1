import { Alert } from '#app/ui/alert.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import type { ImportStanding } from '../get-import.server.ts';
import { ChooseFile } from './choose-file.tsx';
import { CheckedFile } from './checked-file.tsx';

type ImportPageProps = { standing: ImportStanding | null; refusal: { message: string } | undefined };

/** Houses from a CSV file: choose it, see what it would do, then do it (G2). */
export function ImportPage({ standing, refusal }: ImportPageProps) {
  return (
    <>
      <PageHeader
        eyebrow="Houses"
        title="Import houses"
        description={
          'First you see what a file would add and change. Nothing is touched until you say so, and then all of it ' +
          'or nothing.'
        }
        actions={<LinkButton to="/developer/units">All houses</LinkButton>}
      />
      {refusal ? (
        <Alert tone="negative" title="The file was not taken" className="mb-6">
          {refusal.message}
        </Alert>
      ) : null}
      {standing ? <CheckedFile standing={standing} /> : <ChooseFile />}
    </>
  );
}
