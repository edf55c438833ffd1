import type { DiveName, Dives } from '../dive.ts';

/** How a dive is said and shown: its figures, the charts by day, and what else its figures are made of. */
type Words<Name extends DiveName> = {
  title: string;
  says: string;
  figures: {
    key: keyof Dives[Name]['figures'];
    term: string;
    /** What the figure leads to; none where this page is all there is of it. */
    to?: string;
    unit?: 'percent' | 'time';
    /** What is said where there is no period before to compare with. */
    note?: string;
  }[];
  charts: {
    id: string;
    title: string;
    noun: string;
    series: { key: keyof Dives[Name]['series']; name: string; style: string }[];
  }[];
  parts: {
    key: keyof Dives[Name]['parts'];
    title: string;
    one: string;
    done?: string;
    failed?: string;
    noun: string;
  }[];
};

const questions: Words<'questions'> = {
  title: 'Questions',
  says: 'What owners asked and what became of it',
  figures: [
    { key: 'questions', term: 'Asked' },
    { key: 'answered', term: 'Answered' },
    { key: 'answered_percent', term: 'Answered share', unit: 'percent' },
    { key: 'doubtful', term: 'Told as doubtful', to: '/developer/checks' },
    { key: 'refused', term: 'Not in documents', to: '/developer/inbox' },
    { key: 'passed_on', term: 'Passed on', to: '/developer/inbox' },
    { key: 'helpful', term: 'Rated helpful' },
    { key: 'not_helpful', term: 'Rated not helpful', to: '/developer/inbox' },
  ],
  charts: [
    {
      id: 'answers',
      title: 'Questions by day',
      noun: 'question',
      series: [
        { key: 'answered', name: 'Answered plainly', style: 'fill-gold' },
        { key: 'doubtful', name: 'Told as doubtful', style: 'fill-amber' },
        { key: 'refused', name: 'Not in documents', style: 'fill-red' },
        { key: 'others', name: 'Others', style: 'fill-slate' },
      ],
    },
    {
      id: 'ratings',
      title: 'Ratings by day',
      noun: 'rating',
      series: [
        { key: 'helpful', name: 'Helpful', style: 'fill-green' },
        { key: 'not_helpful', name: 'Not helpful', style: 'fill-red' },
      ],
    },
  ],
  parts: [
    { key: 'topics', title: 'By topic', one: 'Topic', noun: 'answer', done: 'With a source' },
    {
      key: 'house_types',
      title: 'By house type',
      one: 'House type',
      noun: 'question',
      done: 'Answered',
      failed: 'Not in documents',
    },
    {
      key: 'weekdays',
      title: 'By day of the week',
      one: 'Day',
      noun: 'question',
      done: 'Answered',
      failed: 'Not in documents',
    },
  ],
};

const documents: Words<'documents'> = {
  title: 'Documents',
  says: 'Which documents answers cite, and which none does. Whoever opens or saves a document is counted nowhere',
  figures: [
    { key: 'citations', term: 'Citations' },
    { key: 'cited', term: 'Documents cited', to: '?show=cited' },
    { key: 'never_cited', term: 'Never cited', to: '?show=never', note: 'of those that owners can read now' },
    { key: 'documents', term: 'Documents', to: '/developer/documents', note: 'that owners can read now' },
  ],
  charts: [
    {
      id: 'citations',
      title: 'Citations by day',
      noun: 'citation',
      series: [{ key: 'citations', name: 'Citations', style: 'fill-gold' }],
    },
  ],
  parts: [{ key: 'topics', title: 'Answers by topic', one: 'Topic', noun: 'answer', done: 'With a source' }],
};

const owners: Words<'owners'> = {
  title: 'Owners',
  says: 'Who has moved in, who asks, and how many were there on which day',
  figures: [
    { key: 'houses_claimed', term: 'Moved in', to: '/developer/homeowners?status=claimed&sort=-claimed' },
    { key: 'active_houses', term: 'Houses that asked', to: '/developer/homeowners?sort=-seen' },
    { key: 'owners_seen', term: 'Visits', to: '/developer/homeowners?sort=-seen' },
    { key: 'scans', term: 'Code scans', to: '/developer/qr' },
    { key: 'claimed', term: 'Moved in so far', to: '/developer/homeowners?status=claimed', note: 'owners of houses' },
    { key: 'houses', term: 'Houses', to: '/developer/units', note: 'in all' },
  ],
  charts: [
    {
      id: 'seen',
      title: 'Owners seen, by day',
      noun: 'visit',
      series: [{ key: 'owners_seen', name: 'Owners', style: 'fill-gold' }],
    },
    {
      id: 'scans',
      title: 'Code scans by day',
      noun: 'scan',
      series: [{ key: 'scans', name: 'Scans', style: 'fill-gold' }],
    },
    {
      id: 'active',
      title: 'Houses that asked, by day',
      noun: 'house',
      series: [{ key: 'active_houses', name: 'Houses', style: 'fill-slate' }],
    },
    {
      id: 'claimed',
      title: 'Moved in, by day',
      noun: 'house',
      series: [{ key: 'houses_claimed', name: 'Moved in', style: 'fill-green' }],
    },
  ],
  parts: [],
};

const jobs: Words<'jobs'> = {
  title: 'Work in the background',
  says: 'What was read and done for your documents, houses and developments. Its history is kept for 90 days',
  figures: [
    { key: 'finished', term: 'Ended' },
    { key: 'succeeded', term: 'Done' },
    { key: 'failed', term: 'Failed', to: '/developer/documents?status=failed' },
    { key: 'average_ms', term: 'Time on average', unit: 'time' },
    { key: 'open', term: 'Waiting or running', to: '/developer/documents?status=processing', note: 'now' },
  ],
  charts: [
    {
      id: 'ended',
      title: 'Ended, by day',
      noun: 'job',
      series: [
        { key: 'succeeded', name: 'Done', style: 'fill-green' },
        { key: 'failed', name: 'Failed', style: 'fill-red' },
        { key: 'cancelled', name: 'Called off', style: 'fill-slate' },
      ],
    },
  ],
  parts: [{ key: 'kinds', title: 'By kind', one: 'Kind', noun: 'job', done: 'Done', failed: 'Failed' }],
};

const handover: Words<'handover'> = {
  title: 'Hand-over',
  says: 'Which houses were handed over and moved into, and how far their papers are',
  figures: [
    { key: 'handed_over', term: 'Handed over', to: '/developer/units' },
    { key: 'houses_claimed', term: 'Moved in', to: '/developer/homeowners?status=claimed&sort=-claimed' },
    { key: 'handed_over_ever', term: 'Handed over so far', to: '/developer/units', note: 'or with a date for it' },
    { key: 'papers_complete', term: 'Papers complete', to: '/developer/readiness', note: 'houses, now' },
    { key: 'papers_confirmed', term: 'Papers confirmed', to: '/developer/readiness', note: 'of all houses, now' },
    { key: 'houses', term: 'Houses', to: '/developer/units', note: 'in all' },
  ],
  charts: [
    {
      id: 'handed-over',
      title: 'Handed over, by day',
      noun: 'house',
      series: [{ key: 'handed_over', name: 'Handed over', style: 'fill-gold' }],
    },
    {
      id: 'claimed',
      title: 'Moved in, by day',
      noun: 'house',
      series: [{ key: 'houses_claimed', name: 'Moved in', style: 'fill-green' }],
    },
  ],
  parts: [],
};

/** The words of any dive, for what shows them all alike. */
export type DiveWords = {
  title: string;
  says: string;
  figures: { key: string; term: string; to?: string; unit?: 'percent' | 'time'; note?: string }[];
  charts: { id: string; title: string; noun: string; series: { key: string; name: string; style: string }[] }[];
  parts: { key: string; title: string; one: string; done?: string; failed?: string; noun: string }[];
};

export const DIVE_WORDS: Record<DiveName, DiveWords> = { questions, documents, owners, jobs, handover };
