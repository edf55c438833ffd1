import { Form, Link } from '@remix-run/react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { PERIODS, type OverviewRange } from '../periods.ts';

/** Which days are shown: one of the usual periods, or from a day to a day; kept in the address. */
export function PeriodForm({ range }: { range: OverviewRange }) {
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-6 gap-y-3">
      <nav aria-label="Period" className="flex gap-2">
        {PERIODS.map((days) => (
          <Link
            key={days}
            to={`?days=${days}`}
            preventScrollReset
            aria-current={range.days === days || undefined}
            className={buttonStyles({ size: 'small', variant: range.days === days ? 'primary' : 'secondary' })}
          >
            {days} days
          </Link>
        ))}
      </nav>
      <Form
        method="get"
        preventScrollReset
        className="flex flex-wrap items-end gap-2"
        key={`${range.from} ${range.to}`}
      >
        <TextField label="From" name="from" type="date" defaultValue={range.from} required />
        <TextField label="To" name="to" type="date" defaultValue={range.to} required />
        <Button type="submit">Show</Button>
      </Form>
    </div>
  );
}
