import { clsx } from 'clsx';
import { TextLink } from '#app/ui/text-link.tsx';

/** The texts that everybody may look up. */
export function LegalLinks({ className }: { className?: string }) {
  return (
    <nav aria-label="Legal" className={clsx('flex flex-wrap gap-x-5 gap-y-2 text-sm', className)}>
      <TextLink className="inline-flex min-h-6 items-center" to="/privacy">
        Privacy
      </TextLink>
      <TextLink className="inline-flex min-h-6 items-center" to="/terms">
        Terms
      </TextLink>
      <TextLink className="inline-flex min-h-6 items-center" to="/accessibility">
        Accessibility
      </TextLink>
    </nav>
  );
}
