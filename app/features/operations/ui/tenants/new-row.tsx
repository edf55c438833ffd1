import { useNavigation } from '@remix-run/react';
import { Save } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { fieldsOf } from './fields.ts';

/** The short name of a new builder or development, which stays as it is. */
export function SlugField({ field, hint }: { field: ReturnType<typeof fieldsOf>; hint: string }) {
  return (
    <TextField
      {...field('slug')}
      label="Short name"
      hint={`${hint}; it stays as it is.`}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      required
    />
  );
}

/** Below the fields of what is new: creates it, or goes back to the list at `list`. */
export function CreateOrCancel({ list }: { list: string }) {
  return (
    <div className="flex flex-wrap gap-3">
      <Button type="submit" variant="primary" icon={Save} loading={useNavigation().state === 'submitting'}>
        Create
      </Button>
      <LinkButton to={list} variant="quiet">
        Cancel
      </LinkButton>
    </div>
  );
}
