/** The small letters beyond a to z of languages, by which their texts are told. */
const ALPHABETS = {
  western: [
    'äöüß', // German
    'àâçéèêëîïôùûüœæ', // French
    'áéíóúüñª', // Spanish
    'àáâãçéêíóôõúü', // Portuguese
    'àèéìíòóùú', // Italian
    'àçèéíïòóúü', // Catalan
    'æøåéóü', // Danish, Norwegian
    'äöåéšž', // Swedish, Finnish
    'áðéíóúýþæö', // Icelandic
    'áéíóúàèìòù', // Irish, Scots Gaelic
    'áàäëéèïíöóüúê', // Dutch
    'âêîôûŵŷäëïö', // Welsh
  ],
  central: [
    'ąćęłńóśźż', // Polish
    'áčďéěíňóřšťúůýž', // Czech
    'áäčďéíĺľňóôŕšťúýž', // Slovak
    'áéíóöőúüű', // Hungarian
    'ăâîşţșț', // Romanian
    'čćđšž', // Croatian, Slovenian
  ],
};

/** More letters tell no more. */
const MAX_LETTERS = 20_000;
const BESIDE_LETTER = /(?<=\p{L})[\u0080-\uffff]|[\u0080-\uffff](?=\p{L})/gu;
/** Signs that stand beside letters in any language. */
const MARKS = /[’‘“”„«»–—…\u00A0°•·]/;

/**
 * How much of what stands beyond ASCII in a text's words is of the one language that fits it best, 0 to 1, and how many
 * different letters of that language stand there. Linear in the text. Pure.
 */
export function fitOfAlphabets(text: string, of: keyof typeof ALPHABETS): { share: number; letters: number } {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [sign] of text.matchAll(BESIDE_LETTER)) {
    if (MARKS.test(sign)) continue;
    const small = sign.toLowerCase();
    counts.set(small, (counts.get(small) ?? 0) + 1);
    total += 1;
    if (total >= MAX_LETTERS) break;
  }
  let best = { share: 0, letters: 0 };
  for (const alphabet of ALPHABETS[of]) {
    const own = [...counts].filter(([letter]) => alphabet.includes(letter));
    const share = own.reduce((sum, [, count]) => sum + count, 0) / Math.max(1, total);
    if (share > best.share) best = { share, letters: own.length };
  }
  return best;
}
