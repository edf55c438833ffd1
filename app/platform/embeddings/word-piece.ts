import { Tokenizer } from '@huggingface/tokenizers';

const START = '[CLS]';
const END = '[SEP]';
const UNKNOWN = '[UNK]';

/**
 * The tokenizer of uncased BERT models. `vocabulary`: one piece a line, its id the line's number from 0; throws when it
 * lacks the special pieces. What comes back gives the ids of a text's pieces between those of start and end, at most
 * `maxTokens` in all.
 */
export function createWordPiece(vocabulary: string): (text: string, maxTokens: number) => number[] {
  const vocab = Object.fromEntries(
    vocabulary
      .trimEnd()
      .split('\n')
      .map((piece, id) => [piece, id]),
  );
  const idOf = (piece: string): number => {
    const id = vocab[piece];
    if (id !== undefined) return id;
    throw new Error(`The vocabulary of the embedding model lacks ${piece}. Reinstall the application.`);
  };
  const special = (piece: string) => ({ id: piece, ids: [idOf(piece)], tokens: [piece] });
  const model = {
    type: 'WordPiece',
    vocab,
    unk_token: UNKNOWN,
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
  };
  const tokenizer = new Tokenizer(
    {
      // None: a text that says "[SEP]" means no end.
      added_tokens: [],
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: null,
        lowercase: true,
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      decoder: null,
      model,
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: START } }, { Sequence: { id: 'A' } }, { SpecialToken: { id: END } }],
        special_tokens: { [UNKNOWN]: special(UNKNOWN), [START]: special(START), [END]: special(END) },
      },
    },
    {},
  );
  return (text, maxTokens) => {
    const { ids } = tokenizer.encode(text);
    return ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), idOf(END)] : ids;
  };
}
