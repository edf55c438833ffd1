import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { clsx } from 'clsx';
import { IconButton } from './icon-button.tsx';

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; leave it out to drive it by `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
  /** Buttons at its foot; wrap one that only closes in `DialogClose`. */
  actions?: ReactNode;
  wide?: boolean;
};

/**
 * A modal dialog; on a phone it rises from the foot of the screen. Escape and a tap outside close it, focus returns to
 * the trigger.
 */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  children,
  actions,
  wide = false,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-shade/45" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={clsx(
            'fixed z-50 grid max-h-[90dvh] animate-rise content-start gap-4 overflow-y-auto border border-hairline',
            'bg-paper p-5 shadow-float sm:p-6',
            'inset-x-0 bottom-0 rounded-t-card pb-[max(1.25rem,env(safe-area-inset-bottom))]',
            'sm:inset-0 sm:m-auto sm:h-fit sm:w-[calc(100%-3rem)] sm:rounded-card',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-lg',
          )}
        >
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Radix.Title className="font-serif text-xl leading-snug font-semibold text-ink">{title}</Radix.Title>
              {description ? <Radix.Description className="mt-1 text-ink-soft">{description}</Radix.Description> : null}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" className="-mt-2 -mr-2" />
            </Radix.Close>
          </div>
          {children}
          {actions ? (
            <div className="flex flex-col-reverse gap-2 pt-2 sm:flex-row sm:justify-end">{actions}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const DialogClose = Radix.Close;
