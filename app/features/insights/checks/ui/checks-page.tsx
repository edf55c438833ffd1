import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { ListChecks, Play } from 'lucide-react';
import { CHECK_OUTCOMES } from '#db/schema/check-outcomes.ts';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { wouldBeLost } from '#app/features/documents/ui/would-be-lost.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { ChecksOfDevelopment } from '../list-checks.server.ts';
import type { DevelopmentOfChecks, NewCheck } from '../prefill-check.server.ts';
import { useIntentHere } from './use-intent-here.ts';
import { AddCheck } from './add-check.tsx';
import { CheckCard } from './check-card.tsx';
import { outcomeLabel } from './outcome-badge.tsx';

type ChecksPageProps = ChecksOfDevelopment & {
  development: DevelopmentOfChecks | null;
  developments: { id: string; name: string }[];
  prefill: NewCheck | null;
  refusal: { message: string; adding: boolean } | undefined;
};

/** Seconds between two looks while the checks are being asked. */
const REFRESH = 2;

/** Questions whose answers staff have approved, and what the published documents answer now (G11). */
export function ChecksPage({ development, developments, refusal, ...loaded }: ChecksPageProps) {
  const [params] = useSearchParams();
  const mayManage = useCan('check:manage');
  const filtered = params.has('outcome') || params.has('development_id') || params.has('cursor');
  useRefresh(REFRESH, loaded.run !== null);
  if (!development)
    return (
      <EmptyState icon={ListChecks} title="There is no development yet">
        Answers are checked by development. The platform team sets one up.
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        eyebrow={development.name}
        title="Answer checks"
        description={
          'Questions with answers that you have approved. They are asked anew before a new version of a document ' +
          'replaces the old one: a version that would lose one is held until you decide.'
        }
        actions={mayManage ? <RunNow developmentId={development.id} running={loaded.run !== null} /> : undefined}
      />
      <Messages {...loaded} refusal={refusal} />
      {mayManage ? (
        <AddCheck
          key={Object.values(loaded.counts).reduce((sum, checks) => sum + checks, 0)}
          development={development}
          prefill={loaded.prefill}
          refusal={refusal?.adding ? refusal.message : undefined}
        />
      ) : null}
      <Filters {...{ development, developments, filtered }} counts={loaded.counts} />
      {loaded.page.items.length === 0 ? (
        <EmptyState
          icon={ListChecks}
          title={filtered ? 'No check fits' : 'No answer is checked yet'}
          action={
            filtered ? (
              <LinkButton to="/developer/checks">Show all checks</LinkButton>
            ) : (
              <LinkButton to="/developer/inbox">Look at what owners asked</LinkButton>
            )
          }
        >
          {filtered
            ? 'Choose another filter.'
            : 'Begin with the questions that matter most: safety, warranty, services.'}
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {loaded.page.items.map((check) => (
            <li key={check.id}>
              <CheckCard check={check} mayManage={mayManage} />
            </li>
          ))}
        </ul>
      )}
      <Pagination nextCursor={loaded.page.next_cursor} label="Pages of checks" count={loaded.page.items.length} />
    </>
  );
}

type FiltersProps = Pick<ChecksPageProps, 'developments' | 'counts'> & {
  development: DevelopmentOfChecks;
  filtered: boolean;
};

function Filters({ development, developments, counts, filtered }: FiltersProps) {
  return (
    <FilterForm
      label="Answer checks"
      clearTo="/developer/checks"
      filtered={filtered}
      submit={<Button type="submit">Show</Button>}
      className="grid-cols-2 md:flex md:flex-wrap"
    >
      {developments.length > 1 ? (
        <FilterSelect
          name="development_id"
          label="Development"
          placeholder={development.name}
          options={developments.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <FilterSelect
        name="outcome"
        label="What became of the answer"
        placeholder="All checks"
        options={CHECK_OUTCOMES.map((value) => ({
          value,
          label: `${outcomeLabel(value)} (${counts[value] ?? 0})`,
        }))}
      />
    </FilterForm>
  );
}

function RunNow({ developmentId, running }: { developmentId: string; running: boolean }) {
  const busy = useNavigation().formAction?.includes('intent=run') ?? false;
  return (
    <Form method="post" action={useIntentHere('run')}>
      <input type="hidden" name="development_id" value={developmentId} />
      <Button type="submit" icon={Play} loading={busy} disabled={running}>
        Run all checks now
      </Button>
    </Form>
  );
}

function Messages({ held, run, refusal }: Pick<ChecksPageProps, 'held' | 'run' | 'refusal'>) {
  return (
    <>
      {refusal && !refusal.adding ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.message}
        </Alert>
      ) : null}
      {held.map(({ version_id, title, lost }) => (
        <Alert key={version_id} tone="caution" title={`A new version is held: ${wouldBeLost(lost)}`} className="mb-4">
          <TextLink to={`/developer/checks/${version_id}`}>Compare the answers of “{title}” and decide</TextLink>
        </Alert>
      ))}
      {run ? <ProgressBar value={run.progress} label="Asking the checks" className="mb-4 max-w-md" /> : null}
    </>
  );
}
