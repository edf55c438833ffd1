import { TabNav } from '#app/ui/tabs.tsx';

/** The rooms of the inbox. */
export function InboxTabs() {
  return (
    <div className="mb-5">
      <TabNav
        label="Rooms of the inbox"
        items={[
          { to: '/developer/inbox', label: 'Questions', end: true },
          { to: '/developer/inbox/notes', label: 'Notes' },
        ]}
      />
    </div>
  );
}
