import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

export type ToastMessage = {
  text: string;
  tone?: 'positive' | 'negative';
  /** One thing to do about it; `hint` says in words how to do it without the toast. */
  action?: { label: string; hint: string; onClick: () => void };
};

type Shown = ToastMessage & { id: number };

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Shows a message at the foot of the screen and announces it. Never the only place of something that must be read. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Milliseconds a message stays; hovering or focusing it stops the clock. F8 jumps to the messages. */
const STAY = 6_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    const id = next.current++;
    setShown((before) => [...before.slice(-2), { ...message, id }]);
  }, []);
  const remove = (id: number) => setShown((before) => before.filter((toast) => toast.id !== id));
  return (
    <ToastContext.Provider value={show}>
      <Radix.Provider duration={STAY} swipeDirection="down">
        {children}
        {shown.map((toast) => (
          <OneToast key={toast.id} toast={toast} onClosed={() => remove(toast.id)} />
        ))}
        <Radix.Viewport
          data-print="hide"
          className={clsx(
            'fixed right-0 bottom-0 z-50 m-0 grid w-full max-w-md list-none gap-2 p-4',
            'pb-[max(1rem,env(safe-area-inset-bottom))] outline-none',
          )}
        />
      </Radix.Provider>
    </ToastContext.Provider>
  );
}

function OneToast({ toast, onClosed }: { toast: Shown; onClosed: () => void }) {
  const Icon = toast.tone === 'negative' ? CircleAlert : CircleCheck;
  return (
    <Radix.Root
      type={toast.tone === 'negative' ? 'foreground' : 'background'}
      onOpenChange={(open) => {
        if (!open) onClosed();
      }}
      className={clsx(
        'flex animate-rise items-center gap-3 rounded-control border border-hairline bg-paper py-1.5 pr-1.5 pl-4',
        'shadow-float',
      )}
    >
      <Icon
        aria-hidden
        className={toast.tone === 'negative' ? 'size-5 shrink-0 text-red' : 'size-5 shrink-0 text-green'}
      />
      <Radix.Description className="flex-1 py-1.5 text-ink">{toast.text}</Radix.Description>
      {toast.action ? (
        <Radix.Action
          altText={toast.action.hint}
          onClick={toast.action.onClick}
          className="min-h-11 shrink-0 rounded-control px-3 font-semibold text-gold-ink hover:bg-sand"
        >
          {toast.action.label}
        </Radix.Action>
      ) : null}
      <Radix.Close asChild>
        <IconButton icon={X} label="Dismiss" />
      </Radix.Close>
    </Radix.Root>
  );
}
