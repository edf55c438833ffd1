import { acknowledgeSchema, firingFilterSchema, silenceFilterSchema, silenceSchema } from '../alerts/schema.ts';
import * as answers from './answers-of-alerts.ts';

/** Alerts: how they stand, what fired, who has seen to it, and what is silenced (D9). */
export const ALERTS = {
  'routes/api.admin.alerts._index': {
    GET: {
      summary: 'Every alert threshold, the worst first: what stands in any process, and what this one measures',
      answers: { 200: answers.alerts },
    },
  },
  'routes/api.admin.alerts.firings._index': {
    GET: { summary: 'Alerts that fired, newest first', query: firingFilterSchema, answers: { 200: answers.firings } },
  },
  'routes/api.admin.alerts.firings.$firingId': {
    GET: { summary: 'One alert that fired', answers: { 200: answers.firing }, refuses: ['not-found' as const] },
    PATCH: {
      summary: 'Acknowledges an alert, once, with a note',
      body: acknowledgeSchema,
      answers: { 200: answers.firing },
      refuses: ['not-found' as const, 'conflict' as const],
    },
  },
  'routes/api.admin.alerts.silences._index': {
    GET: { summary: 'Silences of rules, newest first', query: silenceFilterSchema, answers: { 200: answers.silences } },
    POST: {
      summary: 'Tells nobody of a rule for so many minutes, in place of what silenced it before',
      body: silenceSchema,
      answers: { 201: answers.silenced },
    },
  },
  'routes/api.admin.alerts.silences.$silenceId': {
    DELETE: { summary: 'Ends a silence before its time', answers: { 204: null }, refuses: ['not-found' as const] },
  },
};
