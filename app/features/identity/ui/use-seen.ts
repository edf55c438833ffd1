import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useImpersonation } from './use-impersonation.ts';

type Item = { id: string; unread: boolean };

/**
 * Tells `action` once, by the form field `ids`, that what is shown here was seen, which clears its badge. The result
 * says of an item whether it was new when the page opened: its mark stays until the page is left. Who acts as the owner
 * has not seen it for them (E6).
 */
export function useSeen(items: readonly Item[], action: string): (item: Item) => boolean {
  const { submit } = useFetcher();
  const isOwner = useImpersonation() === null;
  const told = useRef(new Set<string>());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ids = items.filter(({ id, unread }) => unread && !told.current.has(id)).map(({ id }) => id);
    if (ids.length === 0 || !isOwner) return;
    for (const id of ids) told.current.add(id);
    setFresh(new Set(told.current));
    submit({ ids: ids.join(',') }, { method: 'post', action });
  }, [items, submit, isOwner, action]);
  return ({ id, unread }) => unread || fresh.has(id);
}
