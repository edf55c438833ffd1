import { Form, useNavigation } from '@remix-run/react';
import { RefreshCw } from 'lucide-react';
import type { Development } from '#app/features/tenancy/developments/read-development.server.ts';
import { LEAST_REASON, MOST_REASON } from '#app/features/tenancy/retirement/limits.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { SearchIndex } from '../../developments/read-search-index.server.ts';
import { Code, Fact, Facts, Moment } from '../facts.tsx';
import { JobActions } from '../job-actions.tsx';
import { JobState } from '../job-state.tsx';
import { Refused, type Refusal } from '../tenants/refused.tsx';

type IndexProps = { development: Development; index: SearchIndex; refusal: Refusal | undefined };

/** With which model a development is searched, how its latest re-index went, and the form that asks for one (C4). */
export function SearchIndexCard({ development, index, refusal }: IndexProps) {
  const { embedding_model: now, tenant, details } = development;
  const { model_in_use: wanted, latest, under_way: underWay, asked } = index;
  useRefresh(3, underWay);
  return (
    <Card id="search-index">
      <CardHeader title="Search index" description="Vectors of every passage, made by one model." />
      <Facts>
        <Fact term="Searched with">
          <Code>{now}</Code>
        </Fact>
        <Fact term="Model in use">
          <Code>{wanted}</Code>
        </Fact>
        {asked ? (
          <Fact term="Last asked for">
            <span className="wrap-anywhere">
              “{asked.reason}” {asked.by ?? 'a former colleague'}, <Moment at={asked.at} />, from{' '}
              <Code>{asked.before}</Code> to <Code>{asked.after}</Code>
            </span>
          </Fact>
        ) : null}
        {latest ? (
          <Fact term="Latest re-index">
            <span className="grid gap-2">
              <TextLink to={`/admin/jobs/${latest.id}`} className="justify-self-start">
                <Moment at={latest.created_at} />
              </TextLink>
              <JobState job={latest} />
            </span>
          </Fact>
        ) : null}
      </Facts>
      <div className="mt-5 border-t border-hairline pt-5">
        {latest && underWay ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-ink-soft">
              {now === wanted ? 'Searches go on meanwhile.' : 'Until it is done, words alone find passages here.'}
            </p>
            <JobActions job={latest} named={`re-index of ${details.name}`} />
          </div>
        ) : tenant.retired ? (
          <p className="text-ink-soft">The builder is retired: no job of it is done until it is opened again.</p>
        ) : (
          <AskForIndex key={latest?.id} name={details.name} same={now === wanted} model={wanted} refusal={refusal} />
        )}
      </div>
    </Card>
  );
}

type AskProps = { name: string; same: boolean; model: string; refusal: Refusal | undefined };

function AskForIndex({ name, same, model, refusal }: AskProps) {
  const busy = useNavigation().formAction?.endsWith('intent=reindex') ?? false;
  const errorOf = (name: string) => refusal?.fields.find(({ field }) => field === name)?.message;
  return (
    <Form method="post" action="?intent=reindex" noValidate preventScrollReset className="grid gap-4">
      <Refused refusal={refusal} />
      <p className="text-ink-soft">
        {same
          ? 'It is searched with the model in use. A re-index makes the vectors that passages lack, and no others.'
          : 'It is searched by words alone until every passage has a vector of the model in use.'}
      </p>
      <input type="hidden" name="model" value={model} />
      <TextArea
        name="reason"
        label="Reason for the re-index"
        hint="It is written to the activity log."
        required
        minLength={LEAST_REASON}
        maxLength={MOST_REASON}
        defaultValue={refusal?.typed.reason}
        error={errorOf('reason')}
      />
      <CheckboxField
        name="confirmed"
        value="yes"
        required
        label={`Re-index ${name} now`}
        hint={errorOf('confirmed') ?? 'It can take minutes to hours, and can be cancelled here.'}
        aria-invalid={errorOf('confirmed') ? true : undefined}
      />
      <div>
        <Button type="submit" icon={RefreshCw} loading={busy}>
          Re-index
        </Button>
      </div>
    </Form>
  );
}
