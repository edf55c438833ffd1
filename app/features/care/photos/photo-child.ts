import { stat } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import sharp from 'sharp';
import type { PhotoLine, PhotoTask } from './photo-protocol.ts';

/*
 * Decodes photos that strangers have sent and writes each anew: turned as it was held, at most `keptSide` pixels long,
 * in sRGB, without EXIF, places and profiles. A process of its own, since its decoders are native code.
 */

sharp.cache(false);
sharp.concurrency(1);

const task = JSON.parse(process.argv[2] ?? '') as PhotoTask;

// Should the parent be gone, nobody else ends it.
const deadline = after(task.deadlineMs, undefined, { ref: false }).then(() => process.exit(70));

for (const photo of task.photos) process.stdout.write(`${JSON.stringify(await remake(photo))}\n`);

async function remake({ from, to }: PhotoTask['photos'][number]): Promise<PhotoLine> {
  try {
    const { width = 0, height = 0 } = await sharp(from).metadata();
    const megapixels = Math.ceil((width * height) / 1e6);
    if (megapixels > task.maxMegapixels) return { ok: false, why: 'too-many-pixels', megapixels };
    const made = await sharp(from, { limitInputPixels: task.maxMegapixels * 1e6, failOn: 'truncated', pages: 1 })
      .rotate()
      .resize({ width: task.keptSide, height: task.keptSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toFile(to);
    return { ok: true, width: made.width, height: made.height, sizeBytes: (await stat(to)).size };
  } catch {
    return { ok: false, why: 'unreadable' };
  }
}

deadline.catch(() => {});
