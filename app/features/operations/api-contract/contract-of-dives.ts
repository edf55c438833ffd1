import { diveQuerySchema } from '#app/features/insights/dives/schema.ts';
import * as ofDives from './answers-of-dives.ts';

const diveQuery = diveQuerySchema('2100-01-01');
const refuses = ['not-found' as const];

/** What the API says of the deep dives of the builder's portal (G4). */
export const DIVES_OF_BUILDERS = {
  'routes/api.analytics.questions': {
    GET: {
      summary: 'What owners asked and what became of it, by day, hour, weekday, topic, house type and development',
      query: diveQuery,
      answers: { 200: ofDives.questions },
      refuses,
    },
  },
  'routes/api.analytics.documents': {
    GET: {
      summary: 'Live documents by how many answers cite them: `show` all, cited or never',
      query: diveQuery,
      answers: { 200: ofDives.documents },
      refuses,
    },
  },
  'routes/api.analytics.owners': {
    GET: {
      summary: 'Houses moved into, houses that ask and owners seen by day, and each development’s',
      query: diveQuery,
      answers: { 200: ofDives.owners },
      refuses,
    },
  },
  'routes/api.analytics.jobs': {
    GET: {
      summary:
        'Jobs about the builder’s documents, houses and developments that have ended, by day, kind and development',
      query: diveQuery,
      answers: { 200: ofDives.jobs },
      refuses,
    },
  },
  'routes/api.analytics.handover': {
    GET: {
      summary: 'Houses handed over and moved into by day, and how far each development’s papers are',
      query: diveQuery,
      answers: { 200: ofDives.handover },
      refuses,
    },
  },
};
