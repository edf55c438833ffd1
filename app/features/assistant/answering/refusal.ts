/** What is said when the documents do not answer (F4): never a guess, always a way on. */
export const REFUSAL =
  'I could not find this in the documents of your home, so I would rather not guess. You can put it in other ' +
  'words, or pass the question on to your builder.';
