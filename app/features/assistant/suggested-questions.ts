/** Questions that most owners have, by the category of the documents that answer them; the most urgent category first. */
const QUESTIONS: readonly { category: string; questions: readonly string[] }[] = [
  { category: 'electrical', questions: ['Where is my fuse box?', 'How do I reset a switch that tripped?'] },
  { category: 'water', questions: ['How do I turn off the water?', 'What do I do about a leak?'] },
  { category: 'heating', questions: ['How do I set the heating?', 'How often is the heat pump serviced?'] },
  { category: 'safety', questions: ['What do I do when a smoke alarm sounds?', 'How do I test the alarms?'] },
  { category: 'services', questions: ['Which bin goes out, and when?', 'Where can visitors park?'] },
  { category: 'warranty', questions: ['What does my warranty cover?', 'How do I report a defect?'] },
  { category: 'ventilation', questions: ['How do I clean the ventilation?'] },
  { category: 'windows-doors', questions: ['How do I look after the windows?'] },
  { category: 'estate', questions: ['Who looks after the shared areas?'] },
  { category: 'guides', questions: ['What should I do in the first week?'] },
];

/** Questions to start with, at most `limit`: first one of each category that the house has documents in, then the second ones (F4). */
export function suggestQuestions(categories: readonly string[], limit = 6): { category: string; question: string }[] {
  const own = QUESTIONS.filter(({ category }) => categories.includes(category));
  const most = Math.max(0, ...own.map(({ questions }) => questions.length));
  const rounds = Array.from({ length: most }, (_, round) => own.flatMap(({ category, questions }) => (questions[round] ? [{ category, question: questions[round] }] : [])));
  return rounds.flat().slice(0, limit);
}
