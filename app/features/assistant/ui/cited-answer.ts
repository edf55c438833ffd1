import { createContext } from 'react';
import type { AnswerTurn } from './conversation.ts';

/** The answer around a source; null outside of one. */
export const CitedAnswer = createContext<Pick<AnswerTurn, 'messageId' | 'citations'> | null>(null);
