import { Form, useSearchParams } from '@remix-run/react';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import type { TenantName } from '../log-page.tsx';
import { fieldsOf, useRefusal } from '../tenants/fields.ts';
import { CreateOrCancel, SlugField } from '../tenants/new-row.tsx';
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
            <SlugField field={field} hint="In public addresses, such as longview-park" />
          </DevelopmentFields>
          <CreateOrCancel list="/admin/developments" />
        </Form>
      </Card>
    </>
  );
}
