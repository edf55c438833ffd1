import { Check, Copy, Share2 } from 'lucide-react';
import { useState } from 'react';
import { useAwake } from '#app/ui/use-awake.ts';
import { IconButton } from '#app/ui/icon-button.tsx';
import { leadsToReport } from '../report-way.ts';
import { AnswerFeedback } from './answer-feedback.tsx';
import { AskBuilder } from './ask-builder.tsx';
import { ReportDefectLink } from './report-defect-link.tsx';
import { shareText } from './share-text.ts';
import type { AnswerTurn } from './conversation.ts';

/** What its reader can do with an answer: rate it, take it along with its source, pass the question on. */
export function AnswerActions({ turn, builder }: { turn: AnswerTurn; builder: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <AnswerFeedback turn={turn}>
        <TakeAlong turn={turn} />
      </AnswerFeedback>
      <AskBuilder turn={turn} builder={builder} />
      {turn.messageId ? <ReportDefectLink messageId={turn.messageId} symptom={leadsToReport(turn.text)} /> : null}
    </div>
  );
}

/** Copies the answer with its source, or hands it to the device's own way of sharing where it has one. */
function TakeAlong({ turn }: { turn: AnswerTurn }) {
  const [said, setSaid] = useState('');
  // The server does not know; the first page in the browser must say the same.
  const canShare = useAwake() && 'share' in navigator;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(shareText(turn));
      setSaid('Copied with its source.');
    } catch {
      setSaid('Your browser does not let us copy. Select the text instead.');
    }
  };
  const share = async () => {
    try {
      await navigator.share({ text: shareText(turn) });
    } catch (error) {
      // Closed again by its owner: nothing to say.
      if (!(error instanceof DOMException && error.name === 'AbortError')) await copy();
    }
  };
  const wasCopied = said.startsWith('Copied');
  return (
    <>
      <IconButton icon={wasCopied ? Check : Copy} label="Copy the answer with its source" onClick={() => void copy()} />
      {canShare ? <IconButton icon={Share2} label="Share the answer" onClick={() => void share()} /> : null}
      <output className={wasCopied || said === '' ? 'sr-only' : 'ml-1 text-sm text-ink-soft'}>{said}</output>
    </>
  );
}
