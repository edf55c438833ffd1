import { clsx } from 'clsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';

/** What to do when an alert stands (D9). The text is the repository's own. */
export function RunbookPage({ html }: { html: string }) {
  return (
    <>
      <PageHeader
        title="Runbook"
        description="What each alert means, how to see it, what to do, and how to know that it is over."
        actions={<TextLink to="/admin/alerts">All alerts</TextLink>}
      />
      <article
        className={clsx(
          'max-w-3xl leading-relaxed [&_a]:text-gold-ink [&_a]:underline [&_code]:font-mono',
          '[&_code]:text-[0.875em] [&_code]:wrap-anywhere [&_h2]:mt-10 [&_h2]:mb-3 [&_h2]:font-serif',
          '[&_h2]:text-2xl [&_h2]:font-semibold [&_h3]:mt-8 [&_h3]:mb-2 [&_h3]:scroll-mt-4 [&_h3]:font-serif',
          '[&_h3]:text-xl [&_h3]:font-semibold [&_h3:target]:bg-gold-wash [&_li]:my-1 [&_ol]:list-decimal',
          '[&_ol]:pl-6 [&_p]:my-3 [&_pre]:my-4 [&_pre]:overflow-x-auto [&_pre]:rounded-control [&_pre]:border',
          '[&_pre]:border-hairline [&_pre]:bg-paper [&_pre]:p-4 [&_pre]:text-sm [&_pre_code]:whitespace-pre',
          '[&_table]:my-4 [&_table]:block [&_table]:overflow-x-auto [&_td]:border-t [&_td]:border-hairline',
          '[&_td]:py-1.5 [&_td]:pr-4 [&_td]:align-top [&_th]:pr-4 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-6',
        )}
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </>
  );
}
