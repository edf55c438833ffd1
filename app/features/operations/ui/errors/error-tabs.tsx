import { TabNav } from '#app/ui/tabs.tsx';

const ITEMS = [
  { to: '/admin/errors', label: 'Errors', end: true },
  { to: '/admin/errors/models', label: 'Language models' },
];

/** The application's errors and those of the language models beside each other (H8). */
export function ErrorTabs() {
  return (
    <div className="mb-5">
      <TabNav label="Kinds of errors" items={ITEMS} />
    </div>
  );
}
