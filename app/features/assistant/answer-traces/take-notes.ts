import { describeSearch } from './describe-search.ts';
import type { MadeOf, Notes, NotedSearch } from './trace-notes.ts';
import { STAGES, type Stage, type WhyAnswer } from './why-answer.ts';

/** More looks than this belong to no answer. */
const SEARCHES = 4;

/** Nothing is written down before the answer is there: until then only what was found is held on to. */
export function takeNotes(): Notes {
  const known: Omit<WhyAnswer, 'version' | 'kept' | 'searches' | 'stages'> = {
    language: null,
    danger: null,
    embedding_model: null,
    library_version: null,
    model: null,
  };
  const searches: (NotedSearch & { chosen: boolean; prompted: readonly string[] })[] = [];
  const stages = new Map<Stage, number>();
  let kept: MadeOf | undefined;
  const took: Notes['took'] = (stage, milliseconds) =>
    void stages.set(stage, (stages.get(stage) ?? 0) + Math.max(0, milliseconds));
  const made = (): MadeOf => kept ?? { searches: searches.map(describeSearch), model: known.model };
  return {
    heard: (facts) => void Object.assign(known, facts),
    searched(search) {
      if (searches.length < SEARCHES) searches.push({ ...search, chosen: false, prompted: [] });
    },
    chose({ passages, unclear }) {
      const chosen = searches.findLast((one) => one.evidence.passages === passages);
      if (chosen) Object.assign(chosen, { chosen: true, evidence: { ...chosen.evidence, unclear } });
    },
    prompted(chunkIds) {
      const last = searches.at(-1);
      if (last) Object.assign(last, { chosen: true, prompted: chunkIds });
    },
    wrote(model) {
      known.model = model;
      if (model.outcome === 'away') for (const search of searches) search.chosen = false;
    },
    made,
    read: () => searches.flatMap(({ evidence }) => evidence.passages),
    found: (from) => void (kept = from),
    took,
    async time(stage, work) {
      const started = performance.now();
      try {
        return await work();
      } finally {
        took(stage, performance.now() - started);
      }
    },
    whole: () => ({
      version: 1,
      ...known,
      ...made(),
      kept: kept !== undefined,
      stages: STAGES.flatMap((name) => {
        const ms = stages.get(name);
        return ms === undefined ? [] : [{ name, ms: Math.round(ms * 10) / 10 }];
      }),
    }),
  };
}
