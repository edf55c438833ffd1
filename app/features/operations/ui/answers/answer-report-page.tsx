import type { ReactNode } from 'react';
import { StruckText } from '#app/features/documents/ui/struck-text.tsx';
import { AnswerText } from '#app/features/assistant/ui/answer-text.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { AnswerReport } from '../../answers/get-answer.server.ts';
import { Code, Fact, Facts, Moment } from '../facts.tsx';
import { RequestLinks } from '../request-links.tsx';
import { outcomeOf, STAGE_NAMES } from './answer-words.ts';
import { SearchCard } from './search-card.tsx';

type AnswerReportPageProps = {
  report: AnswerReport;
  tenantName: string | null;
  /** The form that makes a check of it. */
  check: ReactNode;
  children?: ReactNode;
};

/** One answer, whole: what was asked, said and found, how it was decided, and what it took (H6). */
export function AnswerReportPage({ report, tenantName, check, children }: AnswerReportPageProps) {
  const { tone, label } = outcomeOf(report);
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/admin/rag">Answers</TextLink>}
        title={<span className="wrap-anywhere">{report.question ?? 'A question that is gone'}</span>}
        description={<Badge tone={tone}>{label}</Badge>}
      />
      {children}
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        <Said report={report} />
        <Asked report={report} tenantName={tenantName} />
        <Took report={report} />
        <Spent report={report} />
      </div>
      {check}
      <h2 className="mt-8 mb-3 font-serif text-xl font-semibold">Why</h2>
      {report.why ? (
        <Searches why={report.why} />
      ) : (
        <Card>
          <p>This answer was given before it was kept why.</p>
        </Card>
      )}
    </>
  );
}

function Said({ report }: { report: AnswerReport }) {
  return (
    <Card>
      <CardHeader title="What was said" />
      {report.answer ? (
        <div className="wrap-anywhere">
          <AnswerText text={report.answer} citations={[]} settled />
        </div>
      ) : (
        <p className="text-ink-soft">Nothing: it was stopped before the first word.</p>
      )}
      <h3 className="mt-5 mb-1 font-semibold">Sources</h3>
      {report.citations.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-soft">None.</p>
      ) : (
        <ol className="grid list-decimal gap-2 pl-5 text-[0.9375rem]">
          {report.citations.map((source, at) => (
            <li key={`${at} ${source.url}`} className="wrap-anywhere">
              {source.title}, page {source.page_label ?? source.page}
              <blockquote className="mt-1 border-l-2 border-gold/50 pl-3 whitespace-pre-line text-ink-soft">
                <StruckText text={source.quote} />
              </blockquote>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

const DANGERS = { life: 'to life', property: 'to the home' };

function Asked({ report, tenantName }: { report: AnswerReport; tenantName: string | null }) {
  const { why, development, house } = report;
  return (
    <Card>
      <CardHeader title="Who, where and when" />
      <Facts>
        <Fact term="Asked">
          <Moment at={report.at} />
        </Fact>
        <Fact term="Tenant">
          <TextLink to={`/admin/rag?tenant=${report.tenant_id}`}>{tenantName ?? report.tenant_id}</TextLink>
        </Fact>
        <Fact term="Development">{development.name ?? development.id}</Fact>
        <Fact term="House">
          Type {house.type}, <Code>{house.id}</Code>
        </Fact>
        <Fact term="Conversation">
          <Code>{report.conversation_id}</Code>
        </Fact>
        <Fact term="Request">
          <RequestLinks requestId={report.request_id} />
        </Fact>
        <Fact term="Feedback">
          {report.rating === null ? 'none' : report.rating === 'up' ? 'Rated up' : 'Rated down'}
          {report.comment ? <span className="block wrap-anywhere whitespace-pre-line">{report.comment}</span> : null}
        </Fact>
        <Fact term="Passed on">{passedOn(report)}</Fact>
        {why ? (
          <>
            <Fact term="Language">{why.language ?? 'not told'}</Fact>
            <Fact term="Danger">
              {why.danger
                ? `${why.danger.hazard}, ${DANGERS[why.danger.tier]}, ${why.danger.now ? 'now' : 'only asked about'}`
                : 'none'}
            </Fact>
            <Fact term="Library">
              {why.library_version === null ? 'not searched' : `version ${why.library_version}`}
            </Fact>
            <Fact term="From memory">{why.kept ? 'yes: a house of the same type had asked it' : 'no'}</Fact>
          </>
        ) : null}
      </Facts>
    </Card>
  );
}

function passedOn({ passed_on }: AnswerReport): ReactNode {
  if (passed_on === null) return 'no';
  if (passed_on.job_id === null) return 'to the builder';
  return <TextLink to={`/admin/jobs/${passed_on.job_id}`}>to the builder, by this job</TextLink>;
}

function Took({ report }: { report: AnswerReport }) {
  return (
    <Card>
      <CardHeader title="What it took" description="Milliseconds, in the order of what was done." />
      <Facts className="[&>dd]:text-right [&>dd]:tabular-nums">
        {report.why?.stages.map(({ name, ms }) => (
          <Fact key={name} term={STAGE_NAMES[name] ?? name}>
            {ms.toFixed(1)}
          </Fact>
        ))}
        <Fact term="In all, as stored">{report.latency_ms}</Fact>
      </Facts>
    </Card>
  );
}

const MODEL_OUTCOMES = {
  wrote: 'wrote the answer',
  declined: 'found no answer in the passages',
  away: 'did not answer, so the documents were quoted',
};

function Spent({ report }: { report: AnswerReport }) {
  const { why, model_use: use } = report;
  const known = use.every((one) => one.cost !== null);
  const cost = use.reduce((sum, one) => sum + (one.cost ?? 0), 0);
  return (
    <Card>
      <CardHeader title="Models" />
      <Facts>
        <Fact term="Vectors of">{why?.embedding_model ? <Code>{why.embedding_model}</Code> : 'no model'}</Fact>
        <Fact term="Words of">
          {why?.model ? (
            <>
              <Code>{why.model.name}</Code> {MODEL_OUTCOMES[why.model.outcome]}
              {why.model.left_out ? '; something of it was left out' : ''}
            </>
          ) : (
            'no model'
          )}
        </Fact>
        <Fact term="Cost">{use.length === 0 ? 'none' : known ? usd(cost) : 'not known'}</Fact>
      </Facts>
      {use.length > 0 ? (
        <ul className="mt-3 divide-y divide-hairline border-t border-hairline text-[0.9375rem]">
          {use.map((one, at) => (
            <li key={`${at} ${one.model}`} className="py-2">
              {one.operation}, <Code>{one.model}</Code>:{' '}
              {`${one.prompt_tokens} tokens in, ${one.completion_tokens} out, `}
              {one.latency_ms} ms{one.first_token_ms === null ? '' : ` (first after ${one.first_token_ms} ms)`}
              {one.cost === null ? '' : `, ${usd(one.cost)}`}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

const usd = (dollars: number) => `$${dollars.toFixed(6)}`;

function Searches({ why }: { why: NonNullable<AnswerReport['why']> }) {
  if (why.searches.length === 0)
    return (
      <Card>
        <p>The documents were not searched for it.</p>
      </Card>
    );
  return (
    <div className="grid gap-5 *:min-w-0">
      {why.searches.map((search, at) => (
        <SearchCard key={`${at} ${search.text}`} search={search} />
      ))}
    </div>
  );
}
