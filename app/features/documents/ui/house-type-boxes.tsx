import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';

/** Which house types' owners may read a document; at least one. */
export function HouseTypeBoxes({
  houseTypes,
  chosen = [],
  error,
}: {
  houseTypes: { code: string; name: string }[];
  chosen?: string[];
  error?: string | null;
}) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-semibold text-ink">House types</legend>
      <p className="text-sm text-ink-soft">The owners of these houses can read it.</p>
      <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
        {houseTypes.map((type) => (
          <CheckboxField
            key={type.code}
            name="house_types"
            value={type.code}
            label={labelOf(type)}
            defaultChecked={chosen.includes(type.code)}
          />
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-sm font-medium text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** "Type A · Mid-terrace", or the name alone when the code is in it already. */
function labelOf({ code, name }: { code: string; name: string }): string {
  return new RegExp(`\\b${code.replace(/[^A-Za-z0-9]/g, '\\$&')}\\b`).test(name) ? name : `Type ${code} · ${name}`;
}
