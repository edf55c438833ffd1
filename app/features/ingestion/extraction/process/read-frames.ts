import { z } from 'zod';
import {
  MAX_FAULT_CHARS,
  MAX_FAULTS,
  MAX_FINDING_CHARS,
  MAX_FINDINGS,
  MAX_FRAME_BYTES,
  MAX_HEADING_CHARS,
  MAX_LABEL_CHARS,
  MAX_PAGE_CHARS,
  MAX_PASSAGE_CHARS,
  MAX_RECOGNISED_CHARS,
  MAX_RECOGNISED_WORDS,
  MAX_SECTION_CHARS,
  MAX_SECTION_DEPTH,
  SKETCH,
} from './child-protocol.ts';
import { FINDING_KINDS } from '../extracted-document.ts';
import type { ExtractionErrorCode } from '../extraction-error.ts';

const count = z.int().min(0).max(10_000_000);
const text = z.string().max(MAX_PAGE_CHARS);

const finding = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  text: z.string().max(MAX_FINDING_CHARS).optional(),
  count: count.optional(),
});
const fraction = z.number().min(0).max(1);
const word = z.strictObject({
  text: z.string().max(MAX_RECOGNISED_CHARS),
  box: z.tuple([fraction, fraction, fraction, fraction]),
});
const page = z.strictObject({
  number: z.int().min(1).max(100_000),
  text,
  headings: z.array(text).max(MAX_PAGE_CHARS),
  headingLevels: z.array(z.int().min(1).max(6)).max(MAX_PAGE_CHARS),
  hasText: z.boolean(),
  error: z.string().max(300).optional(),
  label: z.string().max(MAX_LABEL_CHARS).optional(),
  role: z.enum(['cover', 'contents']).optional(),
  confidence: z.number().min(0).max(100).optional(),
  lines: z.array(word).max(MAX_RECOGNISED_WORDS).optional(),
  findings: z.array(finding).max(MAX_FINDINGS).optional(),
});
const passage = z.strictObject({
  ordinal: count,
  page: z.int().min(1).max(100_000),
  lastPage: z.int().min(1).max(100_000).optional(),
  heading: z.string().max(MAX_HEADING_CHARS).nullable(),
  section: z.array(z.string().max(MAX_SECTION_CHARS)).max(MAX_SECTION_DEPTH),
  text: z.string().min(1).max(MAX_PASSAGE_CHARS),
});
const CODES = [
  'empty-file',
  'encrypted',
  'truncated',
  'damaged',
  'too-many-pages',
  'too-large',
  'timed-out',
  'no-text',
  'not-a-document',
  'macros',
  'unknown-encoding',
  'internal',
] as const satisfies ExtractionErrorCode[];

/**
 * Child to parent: `progress` while it reads; `read` once all work is done; then `pages` and `passages` in order and
 * one `done`. Or one `failed` instead. What the child sends comes from a parser of foreign files, so it is checked like
 * any other foreign data.
 */
const frame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), done: count, total: count }),
  z.strictObject({ type: z.literal('read') }),
  z.strictObject({ type: z.literal('pages'), pages: z.array(page).min(1).max(100) }),
  z.strictObject({ type: z.literal('passages'), passages: z.array(passage).min(1).max(500) }),
  z.strictObject({
    type: z.literal('done'),
    pageCount: count,
    emptyPages: z.array(count).max(100_000),
    scannedPages: z.array(count).max(100_000).default([]),
    waitingPages: z.array(count).max(100_000).default([]),
    title: z.string().max(300).optional(),
    sketch: z.string().regex(SKETCH).optional(),
    warnings: z.array(z.string().max(2_000)).max(10),
    faults: z.array(z.string().max(MAX_FAULT_CHARS)).max(MAX_FAULTS).default([]),
  }),
  z.strictObject({
    type: z.literal('failed'),
    code: z.enum(CODES),
    detail: z
      .strictObject({
        pages: count.optional(),
        unread: z.boolean().optional(),
        late: z.boolean().optional(),
        page: count.optional(),
        chars: z.boolean().optional(),
        passages: z.boolean().optional(),
        unpacked: z.boolean().optional(),
        deep: z.boolean().optional(),
      })
      .optional(),
    cause: z.string().max(MAX_FAULT_CHARS).optional(),
  }),
]);

export type ChildFrame = z.output<typeof frame>;
/** As a child writes it. */
export type WrittenFrame = z.input<typeof frame>;

/** Raised for bytes that no child of ours sends. */
export class ForeignFrame extends Error {}

/**
 * The frames that arrive on a stream, one at a time: while one is dealt with nothing more is read, so what is held is
 * one frame and the stream's own buffer. Throws ForeignFrame for what is too long or of another shape.
 */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<ChildFrame> {
  let held: Buffer[] = [];
  let size = 0;
  let wanted = -1;
  for await (const part of stream) {
    held.push(part);
    size += part.length;
    for (;;) {
      if (wanted < 0 && size >= 4) {
        held = [Buffer.concat(held)];
        wanted = held[0]?.readUInt32BE(0) ?? 0;
        if (wanted > MAX_FRAME_BYTES) throw new ForeignFrame(`A frame of ${wanted} bytes was announced.`);
      }
      if (wanted < 0 || size < 4 + wanted) break;
      const all = Buffer.concat(held);
      yield parse(all.toString('utf8', 4, 4 + wanted));
      held = [all.subarray(4 + wanted)];
      size = all.length - 4 - wanted;
      wanted = -1;
    }
  }
}

function parse(json: string): ChildFrame {
  try {
    return frame.parse(JSON.parse(json));
  } catch (error) {
    throw new ForeignFrame(error instanceof Error ? error.message.slice(0, 500) : 'no JSON', { cause: error });
  }
}
