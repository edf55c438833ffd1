import type { PackHouse, PaperSpec } from './make-packs.ts';
import type { Layout } from './read-packs.ts';

/*
 * A layout and a wording that were written after the finder and whose misses nobody looks at: a frame, a sentence that
 * certifies, pairs of fields side by side, short months.
 */

const TITLES: Record<string, string[]> = {
  completion: ['Certificate of Compliance (Completion)', 'BCAR: Certificate of Compliance on Completion'],
  energy: ['BER Cert', 'Building Energy Rating: dwelling certificate'],
  guarantee: ['Structural Warranty: Certificate of Guarantee', 'Latent Defects Insurance Certificate'],
  electrical: ['Electrical Contractor’s Completion Certificate', 'Electrical installation: completion certificate'],
  heating: ['Heat Pump Commissioning Certificate', 'Commissioning report: heat pump system'],
  ventilation: ['MVHR commissioning: measured air flow rates', 'Certificate of ventilation system validation'],
  airtightness: ['Air Permeability Result', 'Blower door test certificate'],
  alarms: ['Smoke and heat alarm system: commissioning', 'Domestic fire detection and alarm: certificate'],
  'safety-file': ['The Safety File'],
  drawings: ['As-built drawings of your house', 'Record drawings'],
  'home-guide': ['A guide to your new home', 'Home Owner Manual'],
  'heating-guide': ['Heating user guide', 'Heat pump: user instructions'],
  'england-completion': ['Completion Certificate, Building Regulations 2010', 'Building Control Final Certificate'],
  'england-energy': ['Energy Performance Certificate of the dwelling', 'EPC'],
  'england-as-built-energy': ['BREL report (as built)', 'As-built energy compliance'],
  'england-guarantee': ['Home Warranty Certificate', 'New home warranty: certificate of cover'],
  'england-electrical': ['BS 7671 Electrical Installation Certificate', 'Electrical certificate: new installation'],
  'england-heating': ['Boiler commissioning checklist', 'Heating commissioning certificate: air source heat pump'],
  'england-ventilation': ['Ventilation commissioning sheet', 'Mechanical ventilation: air flow test record'],
  'england-airtightness': ['Air pressure testing certificate', 'Air leakage test certificate'],
  'england-water': ['Water efficiency notice (regulation 37)', 'Wholesome water consumption notice'],
  'england-alarms': ['Fire alarm installation certificate', 'Fire detection and alarm: commissioning certificate'],
  'england-safety-file': ['Health and Safety File of the completed home'],
  'england-home-guide': ['Home user guide for residents', 'Home owner manual'],
  'england-after-sales': ['Our after-sales statement', 'Customer aftercare and complaints'],
};

const short = (day: string) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { day: '2-digit', month: 'short', year: 'numeric' });

const PROSE = [
  'Every home differs a little, and this text speaks of yours: where it names a room, it is the room on your plan.',
  'Do not paint over the grilles, hang anything on the pipes, or put a rug on the floor before it has dried out.',
  'Once a season, walk around the outside after rain and look where the water goes; write down what you notice.',
  'Those who visit for repairs should be shown this first, since it saves them opening what need not be opened.',
];

function drawPaper(doc: PDFKit.PDFDocument, spec: PaperSpec): void {
  const titles = TITLES[spec.slot] ?? [spec.slot];
  const title = titles[spec.variant % titles.length] ?? '';
  if (spec.form === 'book') return drawBook(doc, title, spec);
  doc.rect(40, 40, 515, 700).stroke();
  doc.font('Helvetica-Bold').fontSize(17).text(title, 60, 70, { width: 475, align: 'center' });
  const { address, code } = spec.names;
  const dwelling = code ? `${address} (Eircode ${code})` : address;
  doc
    .font('Helvetica')
    .fontSize(11)
    .text(
      `This is to certify that the work at the dwelling ${dwelling} was completed and tested as set out below.`,
      60,
      130,
      { width: 475 },
    );
  pair(doc, 200, `Certificate ref: ${spec.number}`, `Issued on: ${short(spec.issuedOn)}`);
  pair(doc, 230, 'Result: complies', spec.validUntil ? `Expires: ${short(spec.validUntil)}` : 'Departures: none');
  pair(doc, 260, `Company: ${spec.firm.name}`, `Position: competent person`);
  doc.text(`Company address: ${spec.firm.address}`, 60, 290);
  if (spec.besides) doc.text(spec.besides, 60, 315);
  doc.text(`Signature: ${spec.person}`, 60, 340);
}

function pair(doc: PDFKit.PDFDocument, y: number, left: string, right: string): void {
  doc.font('Helvetica').fontSize(11).text(left, 60, y, { width: 230 }).text(right, 310, y, { width: 230 });
}

function drawBook(doc: PDFKit.PDFDocument, title: string, spec: PaperSpec): void {
  doc.font('Helvetica-Bold').fontSize(20).text(title, 60, 100, { width: 475, align: 'center' }).moveDown(2);
  doc.font('Times-Roman').fontSize(12);
  for (let at = 0; at < 8; at += 1) doc.text(PROSE[(spec.variant + at) % PROSE.length] ?? '').moveDown(0.8);
  if (spec.besides) doc.text(spec.besides);
}

function drawCover(doc: PDFKit.PDFDocument, house: PackHouse): void {
  doc.font('Helvetica').fontSize(14).text('Papers of the handover of', 60, 200);
  doc.font('Helvetica-Bold').fontSize(24).text(house.label);
}

const titleOf = (spec: PaperSpec, house: PackHouse) => `${TITLES[spec.slot]?.[0] ?? spec.slot}, ${house.label}`;

export const held: Layout = { drawPaper, drawCover, titleOf };
