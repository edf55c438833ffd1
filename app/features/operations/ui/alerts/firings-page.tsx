import { BellRing } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import { ALERT_THRESHOLDS } from '../../alerts/alert-rules.ts';
import type { FiringItem } from '../../alerts/describe-firing.ts';
import { LogPage } from '../log-page.tsx';
import { AlertTabs } from './alert-state.tsx';
import { firingColumns } from './firings-table.tsx';

export const ruleOptions = ALERT_THRESHOLDS.map(({ name, title }) => ({ value: name, label: title }));

/** Alerts that fired, of all processes (D9). */
export function FiringsPage({ page }: { page: Page<FiringItem> }) {
  return (
    <LogPage
      title="Alerts that fired"
      description="Each once for all processes, the newest first, kept for 400 days after its end."
      things="alerts"
      page={page}
      columns={firingColumns}
      choices={[
        { name: 'rule', label: 'Rule', placeholder: 'Any rule', options: ruleOptions },
        {
          name: 'state',
          label: 'State',
          placeholder: 'Any state',
          options: [
            { value: 'standing', label: 'Stands now' },
            { value: 'ended', label: 'Ended' },
            { value: 'unacknowledged', label: 'Not acknowledged' },
          ],
        },
      ]}
      empty={{ icon: BellRing, title: 'No alert has fired', text: 'What passes its threshold is kept here.' }}
    >
      <AlertTabs />
    </LogPage>
  );
}
