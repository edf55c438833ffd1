/**
 * Questions that most owners have, by the category of the documents that answer them; the most urgent category first.
 */
const QUESTIONS: readonly { category: string; questions: readonly string[] }[] = [
  { category: 'electrical', questions: ['Where is my fuse box?', 'How do I reset a switch that tripped?'] },
  { category: 'water', questions: ['How do I turn off the water?', 'How do I find a hidden leak?'] },
  { category: 'heating', questions: ['How do I change the room temperature?', 'How do I get more hot water?'] },
  { category: 'safety', questions: ['What do I do when a smoke alarm sounds?', 'How do I test the alarms?'] },
  { category: 'services', questions: ['What day are the bins collected?', 'Where can visitors park?'] },
  { category: 'warranty', questions: ['How long does my warranty last?', 'How do I report a defect?'] },
  { category: 'ventilation', questions: ['How do I clean the air vents?'] },
  { category: 'windows-doors', questions: ['How do I look after the windows?'] },
  { category: 'estate', questions: ['Who looks after the shared areas?'] },
  { category: 'guides', questions: ['What should I do in the first week?'] },
];

/**
 * Questions to start with, at most `limit`: first one of each category that the house has documents in, then the second
 * ones (F4).
 */
export function suggestQuestions(categories: readonly string[], limit = 6): { category: string; question: string }[] {
  const own = QUESTIONS.filter(({ category }) => categories.includes(category));
  const most = Math.max(0, ...own.map(({ questions }) => questions.length));
  const rounds = Array.from({ length: most }, (_, round) =>
    own.flatMap(({ category, questions }) => (questions[round] ? [{ category, question: questions[round] }] : [])),
  );
  return rounds.flat().slice(0, limit);
}
