import { useState } from 'react';
import { TextField } from '#app/ui/text-field.tsx';
import { contrastToWhite, isColour, LEAST_CONTRAST } from '../settings/contrast.ts';

type AccentFieldProps = {
  name: string;
  defaultValue: string;
  hint: string | undefined;
  error: string | null;
  /** Whose it is. */
  label?: string;
};

/** The builder's colour, by the browser's own picker or as text, with how well it can be read on white. */
export function AccentField({ name, defaultValue, hint, error, label = 'Your colour' }: AccentFieldProps) {
  const [colour, setColour] = useState(defaultValue);
  const contrast = isColour(colour) ? contrastToWhite(colour) : null;
  const tooLight = contrast !== null && contrast < LEAST_CONTRAST ? ': too light to be read' : '';
  return (
    <div className="flex flex-wrap items-start gap-3">
      <TextField
        name={name}
        label={label}
        value={colour}
        onChange={({ target }) => setColour(target.value)}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={7}
        required
        className="min-w-48 flex-1"
        hint={[
          'A line above owners’ pages, and the headings of QR sheets.',
          contrast === null ? '' : `Contrast on white ${contrast.toFixed(1)} to 1${tooLight}.`,
          hint ?? '',
        ]
          .filter(Boolean)
          .join(' ')}
        error={error}
      />
      <input
        type="color"
        aria-label={`Pick: ${label}`}
        value={isColour(colour) ? colour.toLowerCase() : '#000000'}
        onChange={({ target }) => setColour(target.value)}
        className="mt-6.5 h-11 w-16 shrink-0 rounded-control border border-edge bg-paper p-1"
      />
    </div>
  );
}
