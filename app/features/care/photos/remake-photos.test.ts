import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remakePhotos } from './remake-photos.server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photos-'));
});
afterAll(() => rm(folder, { recursive: true }));

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 120, g: 40, b: 20 } } });

async function sent(filename: string, bytes: Buffer): Promise<{ path: string; filename: string }> {
  const path = join(folder, filename);
  await writeFile(path, bytes);
  return { path, filename };
}
const target = (name: string) => join(folder, `${name}.made.jpg`);
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(200)]);

describe('F11, E7: photos are made anew', () => {
  test('turned as they were held, no longer than is kept, without what they say of place and telephone', async () => {
    const bytes = await plain(3_000, 1_000)
      .withExif({
        IFD0: { Make: 'Phone', Artist: 'Aoife' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 54/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeInstanceOf(Buffer);
    const to = target('turned');
    const [made] = await remakePhotos([await sent('turned.jpg', bytes)], [to]);
    expect(made).toMatchObject({ width: 683, height: 2_048, sizeBytes: (await stat(to)).size });
    const { format, exif, icc, orientation } = await sharp(to).metadata();
    expect({ format, exif, icc, orientation }).toEqual({ format: 'jpeg' });
    expect((await readFile(to)).includes('Aoife')).toBe(false);
  });

  test('PNG and WebP become JPEG too, whatever their names say', async () => {
    const photos = [
      await sent('a.jpg', await plain(40, 30).png().toBuffer()),
      await sent('b.exe', await plain(30, 40).webp().toBuffer()),
    ];
    const to = photos.map((_, index) => target(`kinds-${index}`));
    expect(await remakePhotos(photos, to)).toMatchObject([
      { width: 40, height: 30 },
      { width: 30, height: 40 },
    ]);
    for (const path of to) expect((await sharp(path).metadata()).format).toBe('jpeg');
  });

  test.each([
    [
      'a program named .jpg',
      'photo.jpg',
      async () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000)]),
      415,
      /is no photo/,
    ],
    [
      'an SVG',
      'photo.svg',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      /JPEG, PNG or WebP/,
    ],
    ['nothing', 'photo.png', async () => Buffer.alloc(0), 415, /is no photo/],
    ['HEIC', 'IMG_1.HEIC', async () => heic, 415, /Most compatible/],
    [
      '80 megapixels',
      'wide.png',
      async () => plain(10_000, 8_000).png().toBuffer(),
      422,
      /has 80 megapixels.*Take it again/,
    ],
    ['half a photo', 'half.jpg', async () => halfOf(await noise()), 422, /cannot be read/],
  ])('%s is refused, with its name and what to do', async (_what, filename, make, status, message) => {
    const photo = await sent(filename, await make());
    await expect(remakePhotos([photo], [target('refused')])).rejects.toMatchObject({
      status,
      message: expect.stringMatching(message),
      fields: [{ field: 'photos', message: expect.stringContaining(filename) }],
    });
  });
});

const noise = () =>
  sharp({
    create: {
      width: 800,
      height: 800,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
      background: '#000',
    },
  })
    .jpeg()
    .toBuffer();
const halfOf = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
