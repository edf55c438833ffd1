import { cloneElement, createContext, useContext, useState, type ReactElement, type ReactNode } from 'react';
import type * as MenuParts from './menu-parts.tsx';

type Parts = typeof MenuParts;
type Trigger = ReactElement<React.ButtonHTMLAttributes<HTMLButtonElement>>;

const PartsContext = createContext<Parts | null>(null);

/**
 * A menu of actions under its trigger, a button. What makes it a menu is loaded when somebody reaches for it: most who
 * open a page never do (F8).
 */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: Trigger;
  children: ReactNode;
  align?: 'start' | 'end';
}) {
  const [parts, setParts] = useState<Parts | null>(null);
  if (parts) {
    return (
      <PartsContext.Provider value={parts}>
        <parts.OpenMenu trigger={trigger} align={align}>
          {children}
        </parts.OpenMenu>
      </PartsContext.Provider>
    );
  }
  const load = () => import('./menu-parts.tsx');
  const fetchAhead = () => void load().catch(() => undefined);
  return cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: fetchAhead,
    onFocus: fetchAhead,
    // Without a network it does not open; the next press tries again.
    onClick: () => void load().then(setParts, () => undefined),
  });
}

/** One action; give it `asChild` with a link as its child to lead somewhere instead. */
export function MenuItem(props: MenuParts.ItemProps) {
  const parts = useContext(PartsContext);
  return parts ? <parts.Item {...props} /> : null;
}

export function MenuSeparator() {
  const parts = useContext(PartsContext);
  return parts ? <parts.Separator /> : null;
}
