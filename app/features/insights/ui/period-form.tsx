import { Form, Link, useSearchParams } from '@remix-run/react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { PERIODS, type OverviewRange } from '../periods.ts';

type PeriodFormProps = {
  range: OverviewRange;
  /** Of which one may be chosen, where there are several. */
  developments?: { value: string; label: string }[];
};

/** Which days are shown: one of the usual periods, or from a day to a day; kept in the address. */
export function PeriodForm({ range, developments = [] }: PeriodFormProps) {
  const [params] = useSearchParams();
  const development = params.get('development_id') ?? '';
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-6 gap-y-3">
      <nav aria-label="Period" className="flex gap-2">
        {PERIODS.map((days) => (
          <Link
            key={days}
            to={`?days=${days}${development ? `&development_id=${development}` : ''}`}
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
        key={`${range.from} ${range.to} ${development}`}
      >
        <TextField label="From" name="from" type="date" defaultValue={range.from} required />
        <TextField label="To" name="to" type="date" defaultValue={range.to} required />
        {developments.length > 1 ? (
          <SelectField
            label="Development"
            name="development_id"
            defaultValue={development}
            placeholder="All developments"
            options={developments}
            className="min-w-0 max-w-full"
          />
        ) : null}
        <Button type="submit">Show</Button>
      </Form>
    </div>
  );
}
