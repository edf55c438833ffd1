/** Endings of files that people take for documents, and why each is not taken. */
const REASONS: [ending: RegExp, reason: string][] = [
  [
    /\.(?:docm|dotm)$/i,
    'This Word file holds macros (small programs), which are not taken. Save it as .docx, without them, ' +
      'and upload that.',
  ],
  [
    /\.(?:doc|dot|wps)$/i,
    'This is a Word file of the format before 2007. Open it in Word, save it as .docx, and upload that.',
  ],
  [/\.(?:dotx|odt|rtf|pages)$/i, 'Files of this kind are not taken. Save it as Word (.docx) or PDF and upload that.'],
];

/** Why a file of this name is not taken, and what to do; undefined where nothing special is known. Pure. */
export const explainRefusal = (filename: string): string | undefined =>
  REASONS.find(([ending]) => ending.test(filename))?.[1];
