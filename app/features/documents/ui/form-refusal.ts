/** What a page's action answers when a form was refused, by its intent. */
export type FormRefusal = { message: string; fields: { field: string; message: string }[] };

/** What is wrong with a field, as a sentence of its own: "Choose a file." */
export function problemsOf(refusal: FormRefusal | undefined): (field: string) => string | undefined {
  return (field) => {
    const text = refusal?.fields.find((problem) => problem.field === field)?.message;
    return text && `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
  };
}
