/** How a question back begins: it is known by it in the talk. */
export const BACK_BEGINS = 'I am not sure what you mean by that. Is it about one of these?';

const ITEM = /^- (.*)$/gm;

/** The things that a question back offers, as they are read by people; empty while they have not come yet. */
export const thingsOffered = (text: string): string[] =>
  [...text.matchAll(ITEM)].map(([, thing = '']) => thing.replace(/\\([\\`*_[#])/g, '$1'));

/** The question that was not clear, about one of the things that were offered. */
export const aboutThing = (thing: string, question: string): string => `${thing}: ${question}`;
