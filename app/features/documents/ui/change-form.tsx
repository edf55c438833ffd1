import { Form, useActionData, useNavigation } from '@remix-run/react';
import { Pencil } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { TextField } from '#app/ui/text-field.tsx';
import type { DocumentDetails } from '../describe-document.ts';
import { CategoryField } from './category-field.tsx';
import { problemsOf, type FormRefusal } from './form-refusal.ts';
import { HouseTypeBoxes } from './house-type-boxes.tsx';

type ChangeFormProps = {
  document: DocumentDetails;
  houseTypes: { code: string; name: string }[];
  categories: string[];
};

/** Title, category and house types, behind a button; what is refused stays open with what was typed. */
export function ChangeForm({ document, houseTypes, categories }: ChangeFormProps) {
  const refusal = useActionData<{ refusal?: FormRefusal }>()?.refusal;
  const problemOf = problemsOf(refusal);
  const refused = ['title', 'category', 'house_types'].some((field) => problemOf(field));
  // What was saved closes the form; news of a reading leaves what is being typed.
  const stated = JSON.stringify([document.title, document.category, document.house_types]);
  const saving = useNavigation().formAction?.endsWith('intent=change');
  return (
    <details className="mt-4" open={refused || undefined} key={stated}>
      <summary className={`${buttonStyles({ size: 'small' })} list-none`}>
        <Pencil aria-hidden className="size-4" />
        Change
      </summary>
      <Form method="post" action="?intent=change" noValidate className="mt-4 grid gap-4">
        <TextField
          name="title"
          label="Title"
          defaultValue={document.title}
          maxLength={200}
          required
          error={problemOf('title')}
        />
        <CategoryField categories={categories} category={document.category} error={problemOf('category')} />
        <HouseTypeBoxes houseTypes={houseTypes} chosen={document.house_types} error={problemOf('house_types')} />
        <div>
          <Button type="submit" variant="primary" loading={saving}>
            Save the changes
          </Button>
        </div>
      </Form>
    </details>
  );
}
