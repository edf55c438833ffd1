import type { AppError } from '#app/platform/errors.ts';
import { ALREADY_STORED, describeStoredTwin, type StoredTwin } from '../upload/stored-twin.ts';

/** What a page's action answers when a form was refused, by its intent. */
export type FormRefusal = { message: string; fields: { field: string; message: string }[] };

/** The box of a form without scripts that answers the question about a file that is stored already. */
export const STORE_ANYWAY = 'Store it even if this very file is stored already';

/**
 * A refusal in words for whoever sees the form: of a file that is stored already it names the box to tick, where the
 * API names its field.
 */
export function refusalOf({ message, fields, extension }: AppError): FormRefusal {
  const { code, twin } = extension;
  if (code !== ALREADY_STORED) return { message, fields };
  const told = describeStoredTwin(twin as StoredTwin);
  const next = `To store it all the same, choose the file again and tick “${STORE_ANYWAY}”.`;
  return { message: `${told} Nothing was stored now. ${next}`, fields };
}

/** What is wrong with a field, as a sentence of its own: "Choose a file." */
export function problemsOf(refusal: FormRefusal | undefined): (field: string) => string | undefined {
  return (field) => {
    const text = refusal?.fields.find((problem) => problem.field === field)?.message;
    return text && `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
  };
}
