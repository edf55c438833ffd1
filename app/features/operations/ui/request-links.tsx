import { TextLink } from '#app/ui/text-link.tsx';
import { Code } from './facts.tsx';

const LOGS = [
  { to: '/admin/rag', label: 'Answers' },
  { to: '/admin/activity', label: 'Activity' },
  { to: '/admin/errors', label: 'Errors' },
  { to: '/admin/errors/models', label: 'Errors of models' },
];

/** The id of a request, and what else each log has of it. */
export function RequestLinks({ requestId }: { requestId: string | null }) {
  if (requestId === null) return <>none</>;
  return (
    <span className="grid gap-1">
      <Code>{requestId}</Code>
      <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
        {LOGS.map(({ to, label }) => (
          <TextLink key={to} to={`${to}?request=${encodeURIComponent(requestId)}`}>
            {label}
          </TextLink>
        ))}
      </span>
    </span>
  );
}
