/**
 * The case files of what a person sees on a page (spec C9, C11), each with a question of its reader's and what a right
 * passage holds. The files stand in app/features/ingestion/extraction/testing/cases.
 */
export type ReadingCase = {
  file: string;
  question: string;
  /** The sheet that must be named. */
  page: number;
  /** What the quoted passage holds. */
  holds: RegExp;
};

const ask = (file: string, question: string, page: number, holds: RegExp): ReadingCase => ({
  file,
  question,
  page,
  holds,
});

export const READING_CASES: ReadingCase[] = [
  ask('p01_acroform.pdf', 'What is the serial number of the Kalvex softener?', 1, /KX-20417-B/),
  ask('p01_acroform.pdf', 'How many litres of resin does the Kalvex softener hold?', 1, /litres\W+18\b/),
  ask('p01_acroform.pdf', 'Who commissioned the Kalvex softener?', 1, /Commissioned by\W+Orla Byrne/),
  ask('p01_acroform.pdf', 'Was the bypass valve of the softener left open?', 1, /valve left open\W+(yes|☒|☑|\[x\]|✓)/i),
  ask('p01c_freetext.pdf', 'What mesh and colour has the Tolmar diverter filter?', 1, /350 micron, colour violet/),
  ask('p02_sideways_table.pdf', 'What free area has the Zelvo vent in the study?', 1, /Study \| Zelvo 5510 \| 5000 mm/),
  ask('p03_rtl.pdf', 'מספר החלק של המסנן', 1, /מספר החלק של המסנן הוא 4471 ויש להחליפו כל 6 חודשים/),
  ask('p04_ocg_off.pdf', 'Which circuit feeds the pergola lights?', 1, /fed from circuit 11/),
  ask('p05_plots.pdf', 'Which heat meter belongs to plot 3?', 3, /Plot 3[^]*QM-3391/),
  ask('p06_labels.pdf', 'How is the Quillan damper cleaned?', 4, /dry brush/),
  ask(
    'p11_hyphen_pagebreak.pdf',
    'Which lever must I shut when the Oskar alarm sounds?',
    1,
    /at once shut the blue lever/,
  ),
  ask(
    'p11_hyphen_pagebreak.pdf',
    'How often does the Oskar recuperator run its cycle?',
    1,
    /anti-legionella cycle once/,
  ),
  ask('p13_toc.pdf', 'How do I reset the Bramble controller?', 3, /orange key for eight seconds/),
  ask(
    'p16_tight_grid.pdf',
    'Who fitted the Wexel kiln and how long is it guaranteed?',
    1,
    /Wexel kiln \| Borrow Electrical \| 60 calendar months \| Never needed/,
  ),
  ask('p17_rowspan.pdf', 'Which Yarrow sensor is in the pantry?', 1, /Ground \| Pantry \| YT-12/),
  ask('p20_link.pdf', 'Where can I download the Dunlin pump app?', 1, /apps\.example\.com\/dunlin/),
  ask('p21_header_heading_table.pdf', 'What does Merganser fault code M2 mean?', 2, /M2 \| Merganser lid open/),
  ask('p21_header_heading_table.pdf', 'What is the number of the Merganser lid?', 4, /Lid \| MG-778/),
  ask('p22_faq.pdf', 'Where is the Lapwing key?', 1, /hangs behind the clock/),
  ask('d01_header.docx', 'What is the emergency line of Fenwick Lifts?', 1, /1800 246 8100/),
  ask('d01_header.docx', 'Until when is the Fenwick contract valid?', 1, /30 June 2031/),
  ask('d02_textbox.docx', 'How much may the Gable hoist carry?', 1, /at most 85 kg/),
  ask('d04_numbering.docx', 'What is step 4 of starting the Jarrow unit?', 1, /4\. Note the pressure/),
  ask('d04_numbering.docx', 'What does error code B of the Jarrow unit mean?', 1, /B[.)] Jarrow probe broken/),
  ask('d05_merged.docx', 'Which Keld filter belongs in the pantry?', 1, /Ground \| Pantry \| KF-12/),
  ask('d05_merged.docx', 'When is the Keld service desk open on Saturday?', 1, /Saturday \| 09:00-12:15/),
  ask('d06_misc.docx', 'How hot does the Lorne sauna get?', 1, /88 °C/),
  ask('d06_misc.docx', 'How many amps is the breaker of the Lorne sauna rated?', 1, /rated 32 amps/),
  ask('d06_misc.docx', 'How much does the Lorne bucket hold?', 1, /nine litres/),
  ask('d08_pages.docx', 'Where is the Osprey lamp?', 2, /lamp is on page two/),
  ask('d08_pages.docx', 'Where is the Osprey bell?', 3, /bell is on page three/),
  ask('d08_pages.docx', 'Where is the Osprey fuse?', 4, /fuse is on page four/),
  ask('d09_links_math.docx', 'What is the U-value of the Petrel wall?', 1, /0\.18 W\/m²K/),
  ask('d09_links_math.docx', 'Where do I register the Petrel boiler?', 1, /register\.example\.com\/petrel/),
  ask(
    'd09_links_math.docx',
    'When is the Petrel flue swept?',
    1,
    /swept yearly[^]{0,20}Not before the Petrel guarantee card/,
  ),
  ask('d09_links_math.docx', 'What is the part number of the Petrel rope?', 1, /rope\W+PR-1/),
  ask('d10_faq.docx', 'Who empties the Sandpiper tank?', 1, /emptied by Borrow Drains/),
  ask('t01e_cp850.txt', 'What does the café lamp of the NettleDOS cabinet cost?', 1, /Máire is kept at 21 °C .* £40/),
  ask('t01f_utf8_onebad.txt', 'How warm is the NettleBad cabinet kept?', 1, /Siobhán is kept at 21 °C – no more/),
  ask('t03_frontmatter.md', 'What is the serial number of the Pavitt 300?', 1, /PV-88213/),
  ask('t03b_rule_first.md', 'Where does the override key of the Quill gate hang?', 1, /hangs in the meter box/),
  ask('t04_md.md', 'What is the number of the Rowan rope?', 1, /Rowan rope \| RR-55\|8/),
  ask('t04_md.md', 'Whom do I ring about the Rowan stove?', 1, /<house owner> and ring <site office>/),
  ask('t04_md.md', 'When is the Rowan flue swept?', 1, /sweep the flue in October/),
  ask('t05_crlf_addr.txt', 'Who cleans the Sorrel gutters?', 1, /management company, in November/),
  ask('t05_crlf_addr.txt', 'What is the telephone number of Sorrel Drains?', 1, /Sorrel Drains \| 061 555 0122/),
  ask('t08_form_feed.txt', 'Where is the Ulric gauge?', 4, /gauge is on page four/),
  ask('t09_ids.txt', 'Which door does the Vesper key V-047 open?', 1, /V-047 opens door 56/),
];

/** What nobody sees in these files, or sees only as a running line, and so is stored nowhere. */
export const NEVER_STORED: [file: string, words: RegExp][] = [
  ['p04_ocg_off.pdf', /circuit 4|hall board/],
  ['p21_header_heading_table.pdf', /Merganser guide|Larkfield/],
  ['d06_misc.docx', /SECRET|9,400/],
  ['t01f_utf8_onebad.txt', /Ã|â€/],
];

/** What is no content, and so never becomes a passage. */
export const NEVER_QUOTED: [file: string, words: RegExp][] = [['p13_toc.pdf', /Bleeding the Bramble loop \W*4/]];
