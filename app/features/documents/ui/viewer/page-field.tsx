import { useId, useState, type FormEvent } from 'react';

type PageFieldProps = {
  page: number;
  /** What is printed as the page's number, where that differs. */
  label?: string | undefined;
  pages: number | null;
  onPage: (page: number) => void;
};

/** Which page is shown, and the way to another. Give it the page as its key. */
export function PageField({ page, label, pages, onPage }: PageFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(page));
  const jump = (event: FormEvent) => {
    event.preventDefault();
    const wanted = Math.trunc(Number(typed));
    if (Number.isFinite(wanted) && wanted >= 1) onPage(pages === null ? wanted : Math.min(wanted, pages));
    setTyped(String(page));
  };
  return (
    <form onSubmit={jump} className="flex items-center gap-2 text-base tabular-nums">
      <label htmlFor={id} className="sr-only">
        Page
      </label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, '').slice(0, 5))}
        onBlur={() => setTyped(String(page))}
        onFocus={(event) => event.target.select()}
        className="h-11 w-13 rounded-control border border-edge bg-paper text-center text-base"
      />
      <span className="grid leading-tight text-ink-soft">
        of {pages ?? '…'}
        {label ? (
          <span className="max-w-24 truncate text-xs">
            <span className="max-sm:sr-only">printed </span>
            <span className="sm:hidden">“</span>
            {label}
            <span className="sm:hidden">”</span>
          </span>
        ) : null}
      </span>
    </form>
  );
}
