import { Hammer } from 'lucide-react';
import { LinkButton } from '#app/ui/link-button.tsx';

/** From an answer to a report of a defect that begins with its question (F11). */
export function ReportDefectLink({ messageId }: { messageId: string }) {
  return (
    <div>
      <LinkButton
        to={`/home/care/report?message=${messageId}`}
        prefetch="none"
        variant="quiet"
        size="small"
        icon={Hammer}
        className="-ml-3"
      >
        Report a defect
      </LinkButton>
    </div>
  );
}
