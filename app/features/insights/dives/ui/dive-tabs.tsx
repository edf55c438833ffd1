import { TabNav } from '#app/ui/tabs.tsx';
import { DIVES } from '../dive.ts';
import { DIVE_WORDS } from './dive-words.ts';

/** The way between the overview and its deep dives; the days stay, and among dives the development. */
export function DiveTabs({ kept }: { kept: URLSearchParams }) {
  const days = new URLSearchParams([...kept].filter(([key]) => key !== 'development_id'));
  const asked = (params: URLSearchParams) => (params.size > 0 ? `?${params}` : '');
  return (
    <div className="mb-5">
      <TabNav
        label="Figures in full"
        items={[
          { to: `/developer${asked(days)}`, label: 'Overview', end: true },
          ...DIVES.map((one) => ({ to: `/developer/analytics/${one}${asked(kept)}`, label: DIVE_WORDS[one].title })),
        ]}
      />
    </div>
  );
}
