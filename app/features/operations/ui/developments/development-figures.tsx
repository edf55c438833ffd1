import type { DevelopmentFigures as Figures } from '../../developments/read-development-figures.server.ts';
import type { Development } from '#app/features/tenancy/developments/read-development.server.ts';
import { FigureLink } from '#app/ui/figure-link.tsx';

const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);
const counted = (count: number) => count.toLocaleString('en-IE');

/** What a development has, how far its houses are taken, and what was asked in it (H2). */
export function DevelopmentFigures({ development, figures }: { development: Development; figures: Figures }) {
  const { houses, documents, usage } = figures;
  const { id, tenant } = development;
  const answers = `/admin/rag?${new URLSearchParams({ tenant: tenant.id, development: id })}`;
  return (
    <section aria-labelledby="figures" className="mb-6">
      <h2 id="figures" className="sr-only">
        Figures
      </h2>
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-4">
        <FigureLink
          to={`/admin/tenants/${tenant.id}/owners`}
          term="Houses"
          value={houses.all < 10_000 ? counted(houses.all) : '10,000 or more'}
          note={`of ${development.types.length} ${development.types.length === 1 ? 'type' : 'types'}`}
        />
        <FigureLink
          to={`/admin/tenants/${tenant.id}/owners`}
          term="Taken"
          value={share(houses.claimed, houses.all)}
          note={`${counted(houses.claimed)} by their owners`}
        />
        <FigureLink
          to={`/admin/ingestion?tenant=${tenant.id}`}
          term="Documents"
          value={counted(documents.ready)}
          note={documents.underWay === 0 ? 'can be read' : `and ${counted(documents.underWay)} being read`}
        />
        <FigureLink to="#failed" term="Failed files" value={counted(documents.failed)} note="could not be read" />
        <FigureLink to={answers} term="Questions" value={counted(usage.questions)} note="in 30 days" />
        <FigureLink
          to={answers}
          term="Answered"
          value={share(usage.answered, usage.answered + usage.refused)}
          note="with a source"
        />
        <FigureLink to={answers} term="Answers that failed" value={counted(usage.failed)} note="in 30 days" />
        <FigureLink
          to="/admin/analytics"
          term="Model cost"
          value={usage.cost === null ? '–' : `$${usage.cost.toFixed(2)}`}
          note={usage.cost === null ? 'none is known' : 'in 30 days'}
        />
      </ul>
    </section>
  );
}
