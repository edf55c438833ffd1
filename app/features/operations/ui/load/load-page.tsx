import { Link, useSearchParams } from '@remix-run/react';
import { Gauge, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Button } from '#app/ui/button.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { SearchForm } from '#app/ui/filter-form.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import { LOAD_RANGES, type LoadRange } from '../../load/ranges.ts';
import type { Load } from '../../load/read-load.server.ts';
import { LoadCharts } from './load-charts.tsx';
import { MomentsTable, ProcessesTable, routeColumns, SlowTable, StorageTable } from './load-tables.tsx';

const NAMES: Record<LoadRange, string> = { hour: 'Last hour', day: 'Last day', week: 'Last week' };
const SECONDS = 15;

/** What all processes did and how they were: as charts, and each figure in a table (H9). */
export function LoadPage({ load }: { load: Load }) {
  const [paused, setPaused] = useState(false);
  const [params] = useSearchParams();
  useRefresh(SECONDS, !paused);
  return (
    <>
      <PageHeader
        title="Load"
        description="What every process does, as it wrote down each minute: minutes for a day, hours for eight days."
      />
      <div className="mb-5 flex flex-wrap items-center gap-x-6 gap-y-3">
        <nav aria-label="Period" className="flex flex-wrap gap-2">
          {LOAD_RANGES.map((range) => (
            <Link
              key={range}
              to={`?range=${range}`}
              preventScrollReset
              aria-current={load.range === range || undefined}
              className={buttonStyles({ size: 'small', variant: load.range === range ? 'primary' : 'secondary' })}
            >
              {NAMES[range]}
            </Link>
          ))}
        </nav>
        <div className="flex flex-wrap items-center gap-3">
          <Button size="small" icon={paused ? Play : Pause} onClick={() => setPaused(!paused)}>
            {paused ? 'Go on' : 'Pause'}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {paused ? 'Paused: the figures stay as they are.' : `Renews itself every ${SECONDS} seconds.`}
          </p>
        </div>
      </div>
      <LoadCharts load={load} />
      <MomentsTable load={load} />
      <h2 id="routes" className="mt-8 mb-3 font-serif text-xl font-semibold">
        Routes
      </h2>
      <SearchForm
        label="Routes"
        clearTo={`?range=${load.range}`}
        placeholder="Part of a route, as api.chat"
        choices={[]}
      >
        <input type="hidden" name="range" value={load.range} />
      </SearchForm>
      <DataTable
        caption="Requests, errors and latency by route"
        columns={routeColumns}
        rows={load.items}
        rowKey={({ route }) => route}
        empty={
          params.get('q') || params.get('cursor') ? (
            <NothingFits title="No route fits" things="routes" to={`?range=${load.range}`} />
          ) : (
            <EmptyState icon={Gauge} title="Nothing was written down yet">
              Each process writes down what it did once a minute. Health checks and metrics are not counted.
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={load.next_cursor} label="Pages of routes" count={load.items.length} />
      <ProcessesTable processes={load.processes} />
      <SlowTable slow={load.slow} />
      <StorageTable storage={load.storage} />
    </>
  );
}
