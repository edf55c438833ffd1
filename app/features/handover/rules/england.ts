import type { RuleSet } from './rule-set.ts';

/** What a new dwelling in England is handed over with. Pure data. */
export const ENGLAND: RuleSet = {
  name: 'england',
  label: 'England',
  revision: 2,
  checkedOn: '2026-11-30',
  slots: [
    {
      id: 'england-completion',
      name: 'Building control completion certificate',
      form: 'certificate',
      titles: [
        'Building control completion certificate',
        'Final certificate of the registered building control approver',
        'Certificate of completion of building work under the Building Regulations',
      ],
      source: 'Building Regulations 2010, regulation 17; Building Act 1984, section 51',
    },
    {
      id: 'england-energy',
      name: 'Energy performance certificate',
      form: 'certificate',
      titles: [
        'Energy performance certificate',
        'EPC energy rating of the dwelling',
        'Energy efficiency rating report',
      ],
      source:
        'Energy Performance of Buildings (England and Wales) Regulations 2012; Building Regulations 2010, reg. 29',
      validYears: 10,
    },
    {
      id: 'england-as-built-energy',
      name: 'As-built energy report (BREL)',
      form: 'certificate',
      titles: ['BREL compliance report as built', 'As-built energy compliance report', 'SAP as-built calculation'],
      source: 'Building Regulations 2010, regulations 26 and 27; Approved Document L volume 1 (2021), appendix B',
    },
    {
      id: 'england-guarantee',
      name: 'New home warranty certificate',
      form: 'certificate',
      titles: [
        'New home warranty certificate',
        'Structural warranty certificate of insurance',
        'Ten year home warranty policy certificate',
        'Cover note of final structural insurance',
      ],
      source: 'New Homes Quality Code; UK Finance Mortgage Lenders’ Handbook, section 6.7',
    },
    {
      id: 'england-electrical',
      name: 'Electrical installation certificate',
      form: 'certificate',
      titles: [
        'Electrical installation certificate',
        'Building Regulations compliance certificate for electrical work',
        'Certificate of electrical test and inspection',
      ],
      source: 'Building Regulations 2010, Part P (Approved Document P); BS 7671, part 6',
    },
    {
      id: 'england-heating',
      name: 'Heating commissioning (gas or heat pump)',
      form: 'certificate',
      titles: [
        'Gas safe building regulations compliance certificate',
        'Benchmark boiler commissioning checklist',
        'Heat pump commissioning certificate',
        'Heating system commissioning record',
        'Heat interface unit commissioning sheet',
      ],
      source: 'Building Regulations 2010, regulation 44; Gas Safety (Installation and Use) Regulations 1998',
    },
    {
      id: 'england-ventilation',
      name: 'Ventilation commissioning',
      form: 'certificate',
      titles: [
        'Ventilation commissioning certificate',
        'Ventilation inspection checklist and air flow measurement test sheet',
        'Mechanical ventilation air flow rate test',
        'Heat recovery ventilation commissioning record',
      ],
      source: 'Building Regulations 2010, regulations 42 and 44; Approved Document F volume 1, appendix C',
    },
    {
      id: 'england-airtightness',
      name: 'Air pressure test',
      form: 'certificate',
      titles: [
        'Air pressure test certificate',
        'Air permeability test certificate',
        'Airtightness test report',
        'Air leakage test result',
      ],
      source: 'Building Regulations 2010, regulation 43; Approved Document L volume 1',
    },
    {
      id: 'england-water',
      name: 'Water efficiency notice',
      form: 'certificate',
      titles: [
        'Water efficiency calculation notice',
        'Wholesome water consumption calculation',
        'Water use of the dwelling notice',
      ],
      source: 'Building Regulations 2010, regulations 36 and 37 (Part G)',
    },
    {
      id: 'england-alarms',
      name: 'Fire detection and alarm certificate',
      form: 'certificate',
      titles: [
        'Fire detection and alarm system certificate',
        'Smoke and heat alarm commissioning certificate',
        'Domestic fire alarm installation certificate',
        'Smoke detector installation record',
      ],
      source: 'Building Regulations 2010, Part B (Approved Document B volume 1); BS 5839-6',
    },
    {
      id: 'england-safety-file',
      name: 'Health and safety file',
      form: 'book',
      titles: ['Health and safety file', 'Safety file of the completed works'],
      source: 'Construction (Design and Management) Regulations 2015, regulation 12(5)',
    },
    {
      id: 'england-home-guide',
      name: 'Home user guide',
      form: 'book',
      titles: ['Home user guide', 'Home manual', 'Homeowner manual', 'Guide to your new home'],
      source: 'Building Regulations 2010, regulations 39, 40 and 40B; Approved Document L volume 1, section 9',
    },
    {
      id: 'england-after-sales',
      name: 'After-sales statement',
      form: 'book',
      titles: ['After-sales statement', 'Aftercare and complaints procedure', 'Customer care after you move in'],
      source: 'New Homes Quality Code, part 3 (after-sales, complaints management and the New Homes Ombudsman)',
    },
  ],
};
