const CAPABILITIES =
  'I answer questions about your home from the documents that came with it and from its house record, and show you ' +
  'where each answer stands. In danger I say first what to do. Ask me where things are, how something ' +
  'works, what to do when something goes wrong, or what your warranty covers.';

const THANKS = 'thanks|thank you|thx|ta|cheers|many thanks|go raibh maith agat|great|perfect|brilliant|lovely';
const HOW_MUCH = ' a lot| a million| so much| very much';

const REPLIES: readonly [pattern: RegExp, reply: string][] = [
  [
    /^(hi|hello|hey|hiya|howya|good (morning|afternoon|evening)|greetings|dia dh?uit)( there| again)?$/,
    `Hello! ${CAPABILITIES}`,
  ],
  [
    new RegExp(`^(${THANKS})(${HOW_MUCH}| for (your|the) help| for that)?( thanks| thank you)?$`),
    'You are welcome. Ask again whenever something about your home comes up.',
  ],
  [
    /^(bye|goodbye|good ?night|see you|slán|slan)( now| later)?$/,
    'Goodbye. I am here whenever something about your home comes up.',
  ],
  [/^(what can you do( for me)?|what can i ask( you)?|what do you know)$/, CAPABILITIES],
  [/^(who are you|what are you|how do you work|(can you )?help( me)?)$/, CAPABILITIES],
  [
    /^(how are you|how are things|how s it going|are you there)$/,
    'All well, thank you. What would you like to know about your home?',
  ],
];

/** The short reply to a greeting, a thank-you or "what can you do?"; undefined for a question. */
export function smallTalk(message: string): string | undefined {
  if (message.length > 60) return undefined;
  const plain = message
    .toLowerCase()
    .replace(/[^\p{L}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return REPLIES.find(([pattern]) => pattern.test(plain))?.[1];
}
