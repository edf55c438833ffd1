import { Hammer } from 'lucide-react';
import { LinkButton } from '#app/ui/link-button.tsx';

/** From an answer to a report of a defect that begins with its question (F11); plainly offered after a symptom. */
export function ReportDefectLink({ messageId, symptom }: { messageId: string; symptom: boolean }) {
  return (
    <div className={symptom ? 'order-first pb-2' : undefined}>
      <LinkButton
        to={`/home/care/report?message=${messageId}`}
        prefetch="none"
        variant={symptom ? 'secondary' : 'quiet'}
        size="small"
        icon={Hammer}
        className={symptom ? undefined : '-ml-3'}
      >
        {symptom ? 'Report it to your builder' : 'Report a defect'}
      </LinkButton>
    </div>
  );
}
