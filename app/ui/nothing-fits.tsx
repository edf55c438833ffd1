import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { LinkButton } from './link-button.tsx';

type NothingFitsProps = { title: string; things: string; to: string; children?: ReactNode };

/** What stands in a list whose filters fit nothing. `things`: what it lists, as in "Show all houses". */
export function NothingFits({ title, things, to, children }: NothingFitsProps) {
  return (
    <EmptyState icon={SearchX} title={title} action={<LinkButton to={to}>Show all {things}</LinkButton>}>
      {children}
    </EmptyState>
  );
}
