import type { PackHouse, PaperSpec } from './make-packs.ts';
import type { Layout } from './read-packs.ts';

/*
 * The layout and the wording that the finder was made with: a title, fields with colons, a table, a signature.
 */

const TITLES: Record<string, string[]> = {
  completion: ['Certificate of Compliance on Completion', 'Building Control: Certificate of Compliance on Completion'],
  energy: ['Building Energy Rating (BER) Certificate', 'BER Certificate'],
  guarantee: ['Structural Guarantee Certificate', 'Certificate of Structural Defects Insurance'],
  electrical: ['Completion Certificate: Electrical Installation', 'Electrical Installation Test Certificate'],
  heating: ['Heat Pump Commissioning Sheet', 'Commissioning Certificate - Heating System'],
  ventilation: ['Ventilation - Measured Air Flows', 'Ventilation System Validation Certificate'],
  airtightness: ['Air Permeability Test Certificate', 'Airtightness Test Report'],
  alarms: ['Fire Detection and Alarm System Certificate', 'Smoke and Heat Alarms: Installation Certificate'],
  'safety-file': ['Safety File'],
  drawings: ['As-Built Drawings'],
  'home-guide': ['Home User Guide', 'Your Home: User Guide'],
  'heating-guide': ['Heating and Hot Water: User Instructions', 'Heat Pump User Guide'],
  'england-completion': ['Building Control Completion Certificate', 'Final Certificate - Building Act 1984'],
  'england-energy': ['Energy Performance Certificate', 'Energy Performance Certificate (EPC)'],
  'england-as-built-energy': ['BREL Compliance Report: As Built', 'As-Built Energy Compliance Report'],
  'england-guarantee': ['New Home Warranty Certificate', 'Certificate of Insurance: Structural Warranty'],
  'england-electrical': ['Electrical Installation Certificate', 'Electrical Installation Certificate BS 7671'],
  'england-heating': ['Gas Boiler Commissioning Checklist', 'Heat Pump Commissioning Certificate'],
  'england-ventilation': ['Ventilation Commissioning Certificate', 'Air Flow Measurement Test Sheet - Ventilation'],
  'england-airtightness': ['Air Pressure Test Certificate', 'Air Permeability Test Certificate'],
  'england-water': ['Water Efficiency Calculation Notice', 'Notice of Wholesome Water Consumption'],
  'england-alarms': ['Fire Detection and Alarm System Certificate', 'Domestic Fire Alarm: Installation Certificate'],
  'england-safety-file': ['Health and Safety File'],
  'england-home-guide': ['Home User Guide', 'Home Manual'],
  'england-after-sales': ['After-Sales Statement', 'Aftercare and Complaints'],
};

const long = (day: string) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const PROSE = [
  'Read this part before you use anything for the first time, and keep it where everybody in the house finds it.',
  'What is described here was put in by the builder; what was changed later is not shown. Ask before you drill.',
  'The controls are beside the door. Turn them slowly, wait for a minute, and look at the display once more.',
  'Clean the grilles with a dry cloth every few months, and leave the valves as they were set on the first day.',
  'When something does not work as it is written here, write to customer care and say what you see.',
];

/** One paper as its pages' drawing. */
function drawPaper(doc: PDFKit.PDFDocument, spec: PaperSpec): void {
  const titles = TITLES[spec.slot] ?? [spec.slot];
  const title = titles[spec.variant % titles.length] ?? '';
  doc.font('Helvetica-Bold').fontSize(18).text(title, 60, 60).moveDown();
  if (spec.form === 'book') return drawBook(doc, spec);
  const field = (label: string, value: string) => doc.font('Helvetica').fontSize(11).text(`${label}: ${value}`);
  const { address, code } = spec.names;
  field('Certificate no.', spec.number);
  field(spec.variant % 2 === 0 ? 'Address of dwelling' : 'Site address', address);
  if (code) field('Eircode', code);
  field('Date of issue', long(spec.issuedOn));
  if (spec.validUntil) field('Valid until', long(spec.validUntil));
  doc.moveDown();
  for (const [name, value] of [
    ['Reading 1', '0.31'],
    ['Reading 2', '21'],
    ['Result', 'pass'],
  ])
    field(name ?? '', value ?? '');
  doc.moveDown();
  if (spec.besides) doc.text(spec.besides);
  field('Contractor', spec.firm.name);
  field('Office', spec.firm.address);
  field('Signed', spec.person);
}

function drawBook(doc: PDFKit.PDFDocument, spec: PaperSpec): void {
  doc.font('Helvetica').fontSize(11);
  for (let at = 0; at < 6; at += 1) doc.text(PROSE[(spec.variant + at) % PROSE.length] ?? '').moveDown();
  if (spec.besides) doc.text(spec.besides);
}

/** The first page of a bound pack. */
function drawCover(doc: PDFKit.PDFDocument, house: PackHouse): void {
  doc.font('Helvetica-Bold').fontSize(26).text('Handover pack', 60, 240);
  doc.font('Helvetica').fontSize(16).text(house.address);
}

/** What the file of a single paper is called. */
function titleOf(spec: PaperSpec, house: PackHouse): string {
  const [title = spec.slot] = TITLES[spec.slot] ?? [];
  return `${title} - ${house.label}`;
}

export const tuning: Layout = { drawPaper, drawCover, titleOf };
