import type { DrawablePage, Drawn, Turn } from './draw-page.ts';
import { DOUBTFUL, layOutSeen, READABLE, skewOf, sureness, type SeenPage } from './lay-out-seen.ts';
import { cutText } from '../language/normalise-text.ts';
import { MAX_FINDING_CHARS } from '../process/child-protocol.ts';
import { partByInk, type Layer } from './part-by-ink.ts';
import type { RawPage } from '../extracted-document.ts';
import type { Engine, Seen, SeenWord } from './recognition-engine.ts';
import { isNoWord } from './no-words.ts';
import { measureLetters } from './measure-letters.ts';
import { takeRules } from './take-rules.ts';

/** Below this a page may stand on its head: what was recognised of one is hardly ever surer. */
const MAY_BE_TURNED = 60;
/** What another direction must gain to be the right one. */
const SURER = 10;

/** More askew than this, radians, whole lines are lost: the page is put straight first. */
const ASKEW = 0.015;

/** What recognition made of a page: its text and lines, or findings alone where it cannot be trusted. */
export type RecognisedPage = Omit<RawPage, 'label' | 'role'>;

/** A page as it was drawn and what was seen of it. */
type Sight = Pick<SeenPage, 'look' | 'width' | 'height' | 'dotsAPoint' | 'seen'>;
/** `layer`: the words of its text layer, by whether they are seen where they stand. */
type Upright = Sight & { layer: Layer };

/**
 * Reads a page from its picture (C10). Where little can be trusted it is drawn coarser, so that the grain of a bad copy
 * goes, and read once more; `coarse`: only so.
 */
export async function recognisePage(
  number: number,
  page: DrawablePage,
  engine: Engine,
  coarse = false,
): Promise<RecognisedPage> {
  let best = await findUpright(page, engine, coarse);
  if (!coarse && sureness(best.seen.words) < READABLE) {
    const again = await findUpright(page, engine, true);
    if (sureness(again.seen.words) > sureness(best.seen.words)) best = again;
  }
  best = await withUnsureChecked(best, page, engine);
  const { words, unseen } = best.layer;
  const read = layOutSeen({ ...best, text: { ...page.text, words } });
  if (unseen.length === 0) return { number, ...read };
  const text = cutText(unseen.map((word) => word.text).join(' '), MAX_FINDING_CHARS);
  return { number, ...read, findings: [...(read.findings ?? []), { kind: 'invisible', text, count: 1 }] };
}

/**
 * The engine reads upright text and text turned a quarter clockwise, so one more try upside down covers the other two
 * directions; a page whose lines run down or up, or askew, is then put straight and read anew.
 */
async function findUpright(page: DrawablePage, engine: Engine, coarse: boolean): Promise<Upright> {
  let layer: Layer = { words: [], unseen: [] };
  const view = async (turn: Turn, tilt = 0): Promise<Sight> => {
    const look = { turn, tilt, coarse };
    const drawn = await page.draw(look);
    if (turn === 0 && tilt === 0) layer = partByInk(page.text.words, drawn);
    return { look, ...recognise(drawn, engine) };
  };
  let best = await view(0);
  if (best.seen.words.length > 0 && sureness(best.seen.words) < MAY_BE_TURNED) {
    const turned = await view(180);
    if (sureness(turned.seen.words) > sureness(best.seen.words) + SURER) best = turned;
  }
  const aside = sideways(best.seen);
  if (aside !== 0) {
    const upright = await view(((best.look.turn + aside) % 360) as Turn);
    if (sureness(upright.seen.words) > sureness(best.seen.words) - SURER) best = upright;
  }
  const skew = skewOf(best.seen.words);
  if (Math.abs(skew) > ASKEW) best = await view(best.look.turn, -skew);
  return { ...best, layer };
}

/** What is seen on a drawn page: its lines are taken out, and told beside its words. */
function recognise(drawn: Drawn, engine: Engine): Omit<Sight, 'look'> {
  const { width, height, dotsAPoint, pixels } = drawn;
  const { level, upright, through } = takeRules(pixels, width, height, dotsAPoint);
  const { words, rules } = engine.recognise({ pixels, width, height });
  const lines = { rules: [...rules, ...level], bars: upright };
  const letters = words.filter((word) => !isNoWord(word, lines));
  const seen = { words: measureLetters({ pixels, width, height }, letters), ...lines, strikes: through };
  return { width, height, dotsAPoint, seen };
}

/** A figure may be another one, where recognition is less sure of it. */
const UNSURE = 90;
/** What a second look must be surer by; and to be taken with its marks, where the letters are the same. */
const [CLEARER, MUCH_CLEARER] = [4, 15];
/** A shorter word that one look alone takes for letters, and is not sure of, is a speck or a scribble. */
const SPECK_CHARS = 3;
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Looks a second time, more coarsely, where words or figures were hard to make out: what both looks read is right, what
 * one read much more surely is taken, and what they differ in is doubtful.
 */
async function withUnsureChecked(sight: Upright, page: DrawablePage, engine: Engine): Promise<Upright> {
  const isUnsure = ({ text, confidence }: SeenWord) =>
    confidence < DOUBTFUL || (confidence < UNSURE && /\p{N}/u.test(text));
  if (sight.look.coarse || !sight.seen.words.some(isUnsure)) return sight;
  const again = recognise(await page.draw({ ...sight.look, coarse: true }), engine);
  const scale = again.dotsAPoint / sight.dotsAPoint;
  const secondOf = ({ box }: SeenWord) => {
    const [x, y] = [((box.x0 + box.x1) / 2) * scale, ((box.y0 + box.y1) / 2) * scale];
    return again.seen.words.find(
      (other) => x > other.box.x0 && x < other.box.x1 && y > other.box.y0 && y < other.box.y1,
    );
  };
  const words = sight.seen.words.flatMap((word) => {
    if (!isUnsure(word)) return [word];
    const second = secondOf(word);
    const isShort = lettersOf(word.text).length <= SPECK_CHARS && word.confidence < DOUBTFUL / 2;
    return second ? [surerOf(word, second, scale)] : isShort ? [] : [word];
  });
  return { ...sight, seen: { ...sight.seen, words } };
}

/** A word that is unsure, as two looks read it. */
function surerOf(word: SeenWord, second: SeenWord, scale: number): SeenWord {
  const [own, other] = [lettersOf(word.text), lettersOf(second.text)];
  const wide = (second.box.x1 - second.box.x0) / (word.box.x1 - word.box.x0) / scale;
  const isClearer = (by: number) => second.confidence >= UNSURE && second.confidence > word.confidence + by;
  const taken = { ...word, text: second.text, confidence: second.confidence };
  if (own === other)
    return isClearer(MUCH_CLEARER) ? taken : { ...word, confidence: Math.max(word.confidence, second.confidence) };
  // What stands beside it may be one word with it.
  if ((wide > 1.2 && other.includes(own)) || (wide < 0.8 && own.includes(other))) return word;
  if (Math.abs(wide - 1) < 0.2 && isClearer(CLEARER)) return taken;
  return { ...word, confidence: Math.min(word.confidence, DOUBTFUL - 1) };
}

/** What turns a page upright whose lines mostly run down or up; 0 for one whose lines run across. */
function sideways(seen: Seen): Turn {
  const weights = { across: 0, down: 0, up: 0 };
  for (const { text, line } of seen.words) {
    const across = line.baseline.x1 - line.baseline.x0;
    const down = line.baseline.y1 - line.baseline.y0;
    if (Math.abs(across) >= Math.abs(down)) weights.across += text.length;
    else if (down > 0) weights.down += text.length;
    else weights.up += text.length;
  }
  if (weights.across >= weights.down + weights.up) return 0;
  return weights.down >= weights.up ? 270 : 90;
}
