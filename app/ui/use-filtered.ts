import { useSearchParams } from '@remix-run/react';

/** Whether the address has any of these filters. */
export function useFiltered(names: readonly string[]): boolean {
  const [params] = useSearchParams();
  return names.some((name) => params.get(name));
}
