import type { LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { clsx } from 'clsx';

/** What menu.tsx loads when a menu is opened first. It moves by arrow keys and first letters. */
export function OpenMenu({
  trigger,
  children,
  align,
}: {
  trigger: ReactNode;
  children: ReactNode;
  align: 'start' | 'end';
}) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-48 animate-appear rounded-control border border-hairline bg-paper p-1.5 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export type ItemProps = Omit<React.ComponentProps<typeof Radix.Item>, 'className'> & {
  icon?: LucideIcon;
  danger?: boolean;
};

/** One action; give it `asChild` with a link as its child to lead somewhere instead. */
export function Item({ icon: Icon, danger = false, children, ...rest }: ItemProps) {
  const look = clsx(
    'flex min-h-11 items-center gap-2.5 rounded-md px-3 text-base no-underline outline-none select-none',
    'data-[disabled]:opacity-50 data-[highlighted]:bg-sand',
    danger ? 'text-red' : 'text-ink',
  );
  if (rest.asChild) {
    return (
      <Radix.Item {...rest} className={look}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item {...rest} className={look}>
      {Icon ? <Icon aria-hidden className="size-4 text-ink-soft" /> : null}
      {children}
    </Radix.Item>
  );
}

export function Separator() {
  return <Radix.Separator className="mx-2 my-1.5 h-px bg-hairline" />;
}
