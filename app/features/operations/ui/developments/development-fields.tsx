import type { ReactNode } from 'react';
import { MAX_ADDRESS, MAX_NAME } from '#app/features/tenancy/developments/limits.ts';
import { TextField } from '#app/ui/text-field.tsx';
import type { fieldsOf } from '../tenants/fields.ts';

/** What is written down of a development; the short name beside, where it is new. */
export function DevelopmentFields({ field, children }: { field: ReturnType<typeof fieldsOf>; children?: ReactNode }) {
  return (
    <>
      <TextField {...field('name')} label="Name" maxLength={MAX_NAME} required />
      {children}
      <TextField {...field('address')} label="Street and town" maxLength={MAX_ADDRESS} required />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...field('latitude')} label="Latitude" inputMode="text" spellCheck={false} required />
        <TextField {...field('longitude')} label="Longitude" inputMode="text" spellCheck={false} required />
      </div>
    </>
  );
}
