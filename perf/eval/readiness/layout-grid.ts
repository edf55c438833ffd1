import type { PackHouse, PaperSpec } from './make-packs.ts';
import type { Layout } from './read-packs.ts';

/*
 * A second layout that the finder was made with: a letterhead first, fields in a ruled grid or below their labels, days
 * in figures, other names of the papers. Its first run, when it was unseen, found a label above its value to be no
 * field (docs/decisions/0053).
 */

const TITLES: Record<string, string[]> = {
  completion: [
    'Sixth Schedule: Completion Certificate of Compliance',
    'CERTIFICATE OF COMPLIANCE ON COMPLETION OF WORKS',
  ],
  energy: ['BER for a new dwelling: final certificate', 'Building Energy Rating'],
  guarantee: ['Ten Year Structural Guarantee', 'Structural defects cover: certificate of insurance'],
  electrical: ['Safe Electric Completion Certificate', 'Certificate of completion of an electrical installation'],
  heating: ['Air source heat pump start-up and commissioning report', 'Commissioning record of the heating system'],
  ventilation: ['Mechanical ventilation: commissioning and validation', 'Ventilation validation report to TGD F'],
  airtightness: ['Air leakage test to I.S. EN ISO 9972', 'AIR TIGHTNESS CERTIFICATE'],
  alarms: ['Certificate of installation: smoke, heat and CO alarms', 'Fire alarm commissioning certificate'],
  'safety-file': ['Safety File for the completed dwelling'],
  drawings: ['Drawings of the dwelling as built', 'As constructed drawings'],
  'home-guide': ['The guide to your new home', 'Homeowner’s Manual'],
  'heating-guide': ['How to use your heating and hot water', 'Using your heat pump: a guide for the user'],
  'england-completion': ['Completion certificate: building control', 'Regulation 17 completion certificate'],
  'england-energy': ['EPC: energy performance of this dwelling', 'ENERGY PERFORMANCE CERTIFICATE'],
  'england-as-built-energy': [
    'Building Regulations England Part L (BREL) as-built report',
    'SAP energy report of the dwelling as built',
  ],
  'england-guarantee': ['Certificate of the ten-year new home warranty', 'Structural insurance: final certificate'],
  'england-electrical': [
    'Certificate of electrical installation to BS 7671',
    'ELECTRICAL INSTALLATION CERTIFICATE (Part P)',
  ],
  'england-heating': [
    'Boiler commissioning: Benchmark record',
    'Building Regulations compliance: gas safe installation',
  ],
  'england-ventilation': [
    'Ventilation system: commissioning and air flow rates',
    'Mechanical ventilation commissioning record',
  ],
  'england-airtightness': ['Result of the air permeability test', 'AIR TIGHTNESS TEST'],
  'england-water': ['Part G water efficiency notice', 'Water consumption per person: calculation'],
  'england-alarms': ['BS 5839-6 certificate of fire detection and alarm', 'Smoke alarm commissioning certificate'],
  'england-safety-file': ['CDM Health & Safety File'],
  'england-home-guide': ['The guide to your new home', 'Your home: the manual'],
  'england-after-sales': ['What we do after the sale: after-sales service', 'Aftercare: how to complain'],
};

const figures = (day: string) => day.split('-').toReversed().join('/');

const PROSE = [
  'This booklet belongs to the home and goes with it to whoever lives there next, so do not write names into it.',
  'What you find in the cupboards and behind the panels was chosen for this type of home and tested before you came.',
  'If a light on the panel blinks, count how often, look it up in the table at the end, and call only after that.',
  'Open the windows on both sides for ten minutes after a bath, whatever the weather, and close them again.',
  'Parts that wear are kept by the makers for ten years; quote the number on the plate when you order one.',
];

function drawPaper(doc: PDFKit.PDFDocument, spec: PaperSpec): void {
  const titles = TITLES[spec.slot] ?? [spec.slot];
  const title = titles[spec.variant % titles.length] ?? '';
  if (spec.form === 'book') return drawBook(doc, title, spec);
  doc.font('Helvetica').fontSize(9).text(spec.firm.name, 300, 40, { align: 'right', width: 235 });
  doc.text(spec.firm.address, 300, 52, { align: 'right', width: 235 });
  doc.font('Times-Bold').fontSize(16).text(title, 60, 90, { width: 475 });
  const { address, code } = spec.names;
  const place = code ? `${address}, ${code}` : address;
  const fields: [string, string][] = [
    ['Property', place],
    ['Certificate number', spec.number],
    ['Date issued', figures(spec.issuedOn)],
    ...(spec.validUntil ? ([['Expiry date', figures(spec.validUntil)]] as [string, string][]) : []),
    ...(spec.besides ? [spec.besides.split(': ') as [string, string]] : []),
    ['Measured', '12.4   13.1   11.9'],
    ['Outcome', 'Satisfactory'],
    ['Tested by', spec.person],
    ['Authorised signature', spec.person],
  ];
  if (spec.variant % 3 === 0) drawStacked(doc, fields);
  else drawGrid(doc, fields);
}

/** A ruled table of two columns. */
function drawGrid(doc: PDFKit.PDFDocument, fields: [string, string][]): void {
  let y = 150;
  for (const [label, value] of fields) {
    doc.rect(60, y, 150, 24).stroke().rect(210, y, 325, 24).stroke();
    doc
      .font('Helvetica-Bold')
      .fontSize(10)
      .text(label, 66, y + 7, { width: 140 });
    doc
      .font('Helvetica')
      .fontSize(10)
      .text(value, 216, y + 7, { width: 315 });
    y += 24;
  }
}

/** Each label above its value. */
function drawStacked(doc: PDFKit.PDFDocument, fields: [string, string][]): void {
  let y = 150;
  for (const [label, value] of fields) {
    doc.font('Helvetica').fontSize(8).text(`${label}:`, 60, y);
    doc
      .font('Helvetica')
      .fontSize(12)
      .text(value, 60, y + 11);
    y += 38;
  }
}

function drawBook(doc: PDFKit.PDFDocument, title: string, spec: PaperSpec): void {
  doc.font('Times-Bold').fontSize(22).text(title, 60, 80, { width: 475 }).moveDown();
  doc.font('Times-Roman').fontSize(12);
  for (let at = 0; at < 7; at += 1) doc.text(PROSE[(spec.variant + at) % PROSE.length] ?? '').moveDown(0.6);
  if (spec.besides) doc.text(spec.besides);
}

function drawCover(doc: PDFKit.PDFDocument, house: PackHouse): void {
  doc.font('Times-Roman').fontSize(30).text('Completion documents', 60, 300, { align: 'center' });
  doc.fontSize(14).text(`prepared for ${house.label}`, { align: 'center' });
}

const titleOf = (spec: PaperSpec, house: PackHouse) =>
  `${house.label} ${spec.slot.replace('england-', '').replace('-', ' ')} ${spec.number}`;

export const grid: Layout = { drawPaper, drawCover, titleOf };
