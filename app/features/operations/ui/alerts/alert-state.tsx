import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import type { AlertState } from '../../alerts/judge-alerts.ts';

const LOOKS: Record<AlertState, { tone: Tone; icon: LucideIcon; label: string }> = {
  ok: { tone: 'positive', icon: CircleCheck, label: 'OK' },
  warning: { tone: 'caution', icon: TriangleAlert, label: 'Warning' },
  critical: { tone: 'negative', icon: CircleAlert, label: 'Critical' },
  unknown: { tone: 'neutral', icon: CircleHelp, label: 'Unknown' },
};

export function AlertStateBadge({ state }: { state: AlertState }) {
  return (
    <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
      {LOOKS[state].label}
    </Badge>
  );
}

const ITEMS = [
  { to: '/admin/alerts', label: 'Now', end: true },
  { to: '/admin/alerts/history', label: 'History' },
  { to: '/admin/alerts/silences', label: 'Silences' },
];

/** What stands, what fired, and what is silenced, beside each other (D9). */
export function AlertTabs() {
  return (
    <div className="mb-5">
      <TabNav label="Alerts" items={ITEMS} />
    </div>
  );
}
