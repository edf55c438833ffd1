import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { Save } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { TenantName } from '../log-page.tsx';
import { fieldsOf, useRefusal } from '../tenants/fields.ts';
import { Refused } from '../tenants/refused.tsx';
import { DevelopmentFields } from './development-fields.tsx';

/** Writes a new development of a builder down (H2). */
export function NewDevelopmentPage({ tenants }: { tenants: TenantName[] }) {
  const [params] = useSearchParams();
  const refusal = useRefusal();
  const field = fieldsOf({ tenant: params.get('tenant') ?? '' }, refusal);
  const { hint: _hint, ...tenant } = field('tenant');
  return (
    <>
      <PageHeader title="A new development" description="A builder’s site, which its houses and documents belong to." />
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="grid gap-5">
          <Refused refusal={refusal} />
          <SelectField
            {...tenant}
            label="Builder"
            placeholder="Choose a builder"
            options={tenants.map(({ id, name }) => ({ value: id, label: name }))}
            required
          />
          <DevelopmentFields field={field}>
            <TextField
              {...field('slug')}
              label="Short name"
              hint="In public addresses, such as longview-park; it stays as it is."
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              required
            />
          </DevelopmentFields>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" icon={Save} loading={useNavigation().state === 'submitting'}>
              Create
            </Button>
            <LinkButton to="/admin/developments" variant="quiet">
              Cancel
            </LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
