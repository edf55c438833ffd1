import { Form, Link } from '@remix-run/react';
import { PencilLine } from 'lucide-react';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { TextField } from '#app/ui/text-field.tsx';
import type { ConversationItem, FoundItem } from '../conversations/list-conversations.server.ts';

const row = 'rounded-control border border-hairline bg-paper px-4 py-2.5 shadow-card';
const title = 'block min-h-6 leading-snug font-semibold text-ink no-underline hover:text-gold-ink';

/** The owner's conversations; each opens, and can be given another name, also without script. */
export function ConversationList({
  items,
  refused,
}: {
  items: readonly ConversationItem[];
  refused: { id: string; name: string; problem: string } | null;
}) {
  return (
    <ul className="grid gap-2">
      {items.map((item) => {
        const problem = refused?.id === item.id ? refused : null;
        const name = item.name ?? 'A conversation';
        return (
          <li key={item.id} className={row}>
            <div className="flex items-start gap-3">
              <div className="min-w-0 flex-1 py-1.5">
                <Link to={`/home?conversation=${item.id}`} dir="auto" className={title}>
                  {name}
                </Link>
                <p className="text-sm text-ink-soft">Begun on {formatDate(new Date(item.created_at))}</p>
              </div>
            </div>
            <details key={item.name} open={problem !== null || undefined}>
              <summary
                aria-label={`Rename “${name}”`}
                className={`${buttonStyles({ size: 'small', variant: 'quiet' })} -ml-3 list-none`}
              >
                <PencilLine aria-hidden className="size-4" />
                Rename
              </summary>
              <Form method="post" className="mt-2 mb-1.5 flex flex-wrap items-end gap-2" preventScrollReset>
                <input type="hidden" name="id" value={item.id} />
                <TextField
                  name="name"
                  label="Name"
                  defaultValue={problem?.name ?? item.name ?? ''}
                  error={problem?.problem}
                  maxLength={80}
                  required
                  className="min-w-0 flex-1 basis-60"
                />
                <Button type="submit">Save</Button>
              </Form>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

/** What was said with the words that were looked for; each leads to its conversation. */
export function FoundList({ items, q }: { items: readonly FoundItem[]; q: string }) {
  return (
    <ul className="grid gap-2">
      {items.map((item) => (
        <li key={item.id} className={row}>
          <Link to={`/home?conversation=${item.conversation_id}`} dir="auto" className={title}>
            {item.name ?? 'A conversation'}
          </Link>
          <p dir="auto" className="text-base">
            <Marked text={item.excerpt} q={q} />
          </p>
          <p className="text-sm text-ink-soft">
            {item.role === 'user' ? 'You asked' : 'The answer'}, {formatDate(new Date(item.created_at))}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** `text` with the first `q` in it marked, whatever its case. */
function Marked({ text, q }: { text: string; q: string }) {
  const at = q === '' ? -1 : text.toLowerCase().indexOf(q.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-sm bg-gold-wash text-ink">{text.slice(at, at + q.length)}</mark>
      {text.slice(at + q.length)}
    </>
  );
}
