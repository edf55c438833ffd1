import type { BuilderFigures as Figures } from '../../builders/read-builder-health.server.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { FigureLink } from '#app/ui/figure-link.tsx';
import { atLeast } from '../log-page.tsx';

/** What a builder has, what its owners asked and what that cost, and what is wrong at it (H1). */
export function BuilderFigures({
  tenantId: id,
  use,
  usage,
  health,
}: Figures & { tenantId: string; use: { developments: number; houses: number } }) {
  const { questions, answered, refused, cost, countedAt } = usage;
  const judged = answered + refused;
  const counted = countedAt ? new Date(countedAt) : null;
  return (
    <section aria-labelledby="figures" className="mb-6">
      <h2 id="figures" className="sr-only">
        Figures
      </h2>
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        <FigureLink
          to={`/admin/developments?tenant=${id}`}
          term="Developments"
          value={atLeast(use.developments)}
          note="its sites"
        />
        <FigureLink
          to={`/admin/tenants/${id}/owners`}
          term="Houses"
          value={atLeast(use.houses)}
          note="with their owners"
        />
        <FigureLink
          to={`/admin/rag?tenant=${id}`}
          term="Questions"
          value={questions.toLocaleString('en-IE')}
          note="in 30 days"
        />
        <FigureLink
          to={`/admin/rag?tenant=${id}`}
          term="Answered"
          value={judged === 0 ? '–' : `${Math.round((100 * answered) / judged)} %`}
          note={judged === 0 ? 'nothing asked yet' : 'with a source'}
        />
        <FigureLink
          to="/admin/analytics"
          term="Model cost"
          value={cost === null ? '–' : `$${cost.toFixed(2)}`}
          note={cost === null ? 'none is known' : 'in 30 days'}
        />
        <FigureLink
          to={`/admin/ingestion?tenant=${id}&status=failed`}
          term="Failed files"
          value={atLeast(health.failedDocuments)}
          note="could not be read"
        />
        <FigureLink
          to={`/admin/jobs?tenant=${id}&state=failed`}
          term="Failed jobs"
          value={atLeast(health.failedJobs)}
          note="in the last day"
        />
        <FigureLink
          to={`/admin/errors?tenant=${id}&state=all`}
          term="Errors"
          value={atLeast(health.faults)}
          note="kinds, in the last day"
        />
        <FigureLink
          to={`/admin/errors/models?tenant=${id}`}
          term="Model errors"
          value={atLeast(health.modelFaults)}
          note="in the last day"
        />
      </ul>
      <p className="mt-2 text-sm text-ink-soft">
        {counted
          ? `Questions and cost as counted on ${formatDate(counted)}, ${formatTime(counted)}; the rest is of now.`
          : 'Questions and cost are counted each hour, and were not counted yet; the rest is of now.'}
      </p>
    </section>
  );
}
