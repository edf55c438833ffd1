import { CircleAlert, FileText, Upload } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { clsx } from 'clsx';
import { formatBytes } from './format-bytes.ts';

export type FileDropProps = {
  name: string;
  label: string;
  /** What is accepted, in words: "PDF, Word, text or Markdown, up to 50 MB". */
  hint: string;
  /** As the `accept` attribute. */
  accept?: string;
  multiple?: boolean;
  /** Bytes; a larger file is named and left out. */
  maxBytes?: number;
  error?: string | null;
  disabled?: boolean;
  /** Hands the files to `onChange` and forgets them, where the page lists and checks them itself. */
  handOver?: boolean;
  onChange?: (files: File[]) => void;
};

/**
 * Choose files or drop them here. A real file input, so it posts with its form and works by keyboard and without
 * scripts.
 */
export function FileDrop({
  name,
  label,
  hint,
  accept,
  multiple = false,
  maxBytes,
  error,
  disabled = false,
  handOver = false,
  onChange,
}: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const { input, files, refused, take, drop } = useChosenFiles({ multiple, maxBytes, handOver, onChange });
  const problem = error ?? refused;
  return (
    <div className="grid gap-1.5">
      {/* Dropping is an extra; the input inside does all by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!disabled) drop([...event.dataTransfer.files]);
        }}
        className={clsx(
          'relative grid justify-items-center gap-2 rounded-card border border-dashed px-5 py-8 text-center',
          'transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2',
          'has-focus-visible:outline-gold',
          over ? 'border-gold bg-gold-wash' : problem ? 'border-red bg-paper' : 'border-edge bg-paper hover:bg-sand/60',
          disabled && 'pointer-events-none opacity-60',
        )}
      >
        <Upload aria-hidden strokeWidth={1.5} className="size-7 text-gold-ink" />
        <span className="font-semibold text-ink">{label}</span>
        <span id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => take([...(event.currentTarget.files ?? [])])}
          className="absolute inset-0 size-full cursor-pointer opacity-0 file:cursor-pointer"
        />
      </label>
      {problem ? (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-sm font-medium text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem}
        </p>
      ) : null}
      <ChosenFiles files={files} />
    </div>
  );
}

type Choosing = Pick<FileDropProps, 'multiple' | 'maxBytes' | 'handOver' | 'onChange'>;

/** The files that the input holds: those that were chosen or dropped, and are not too large. */
function useChosenFiles({ multiple, maxBytes, handOver, onChange }: Choosing) {
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const take = (given: File[]) => {
    if (handOver) {
      onChange?.(given);
      if (input.current) input.current.value = '';
      return;
    }
    const fitting = maxBytes === undefined ? given : given.filter((file) => file.size <= maxBytes);
    const tooLarge = given.filter((file) => !fitting.includes(file));
    setRefused(
      tooLarge.length > 0 && maxBytes !== undefined
        ? `${tooLarge.map((file) => file.name).join(', ')}: larger than ${formatBytes(maxBytes)}. Choose a smaller ` +
            'file.'
        : null,
    );
    if (fitting.length !== given.length || input.current?.files?.length !== fitting.length)
      putInto(input.current, fitting);
    setFiles(fitting);
    onChange?.(fitting);
  };
  const drop = (given: File[]) => {
    const taken = multiple ? given : given.slice(0, 1);
    if (taken.length === 0 || !input.current) return;
    putInto(input.current, taken);
    take(taken);
  };
  return { input, files, refused, take, drop };
}

function putInto(input: HTMLInputElement | null, files: readonly File[]): void {
  if (!input) return;
  const list = new DataTransfer();
  for (const file of files) list.items.add(file);
  input.files = list.files;
}

function ChosenFiles({ files }: { files: readonly File[] }) {
  return (
    <ul aria-live="polite" aria-label="Chosen files" className="grid gap-1 empty:hidden">
      {files.map((file) => (
        <li key={`${file.name}-${file.lastModified}`} className="flex items-center gap-2 text-sm text-ink">
          <FileText aria-hidden className="size-4 shrink-0 text-ink-soft" />
          <span className="min-w-0 truncate">{file.name}</span>
          <span className="shrink-0 text-ink-soft tabular-nums">{formatBytes(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}
