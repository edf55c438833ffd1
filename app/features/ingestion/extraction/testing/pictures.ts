import { deflateSync } from 'node:zlib';
import { rawPdf } from './fixtures.ts';

/** A PDF's picture as it stands in the file. `dots`: width and height; `page`: width and height in points. */
export type RawPicture = {
  data: Buffer;
  filter: 'FlateDecode' | 'DCTDecode' | 'JBIG2Decode' | 'JPXDecode' | 'CCITTFaxDecode';
  dots: [number, number];
  page?: [number, number];
  bits?: 1 | 8;
};

/** A PDF of pictures, each over a whole page; nothing of them is looked at. */
export function pdfOfRawPictures(pictures: RawPicture[]): Buffer {
  const stream = (dictionary: string, data: Buffer) =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ]);
  const kids = pictures.map((_, i) => `${3 + i * 3} 0 R`).join(' ');
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pictures.length} /Kids [${kids}] >>`,
    ...pictures.flatMap(({ data, filter, dots: [wide, high], page = [595, 842], bits = 8 }, i) => {
      const own = 3 + i * 3;
      const fax = filter === 'CCITTFaxDecode' ? `/DecodeParms << /K -1 /Columns ${wide} /Rows ${high} >>` : '';
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.join(' ')}] /Contents ${own + 1} 0 R ` +
          `/Resources << /XObject << /P ${own + 2} 0 R >> >> >>`,
        stream('', Buffer.from(`q ${page[0]} 0 0 ${page[1]} 0 0 cm /P Do Q`)),
        stream(
          `/Type /XObject /Subtype /Image /Width ${wide} /Height ${high} /ColorSpace /DeviceGray ` +
            `/BitsPerComponent ${bits} /Filter /${filter} ${fax}`,
          data,
        ),
      ];
    }),
  ]);
}

/** A gray picture as one of ink and paper, each of its dots `times` wide and high. */
export function inkOf(
  { pixels, width, height }: { pixels: Uint8Array; width: number; height: number },
  times: number,
): RawPicture {
  const row = (width * times + 7) >> 3;
  const data = Buffer.alloc(row * height * times, 0);
  for (let y = 0; y < height; y += 1) {
    const from = y * times * row;
    for (let x = 0; x < width; x += 1) {
      if ((pixels[y * width + x] ?? 0) < 140) continue;
      for (let dot = x * times; dot < (x + 1) * times; dot += 1) data[from + (dot >> 3)]! |= 0x80 >> (dot & 7);
    }
    for (let copy = 1; copy < times; copy += 1) data.copy(data, from + copy * row, from, from + row);
  }
  return { data: deflateSync(data), filter: 'FlateDecode', dots: [width * times, height * times], bits: 1 };
}
