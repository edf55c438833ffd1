import { Form, useNavigation } from '@remix-run/react';
import { FilePlus } from 'lucide-react';
import { problemsOf } from '#app/features/documents/ui/form-refusal.ts';
import { HouseTypeBoxes } from '#app/features/documents/ui/house-type-boxes.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { MAX_ANSWER } from '../limits.ts';
import type { InboxQuestion } from '../read-question.server.ts';
import type { InboxRefusal } from './inbox-refusal.ts';

/** Makes a document of an answer, for the assistant to quote to every owner whom it concerns. */
export function NoteForm({
  question,
  text,
  houseTypes,
  refusal,
}: {
  question: InboxQuestion;
  /** The latest answer. */
  text: string;
  houseTypes: { code: string; name: string }[];
  refusal: InboxRefusal | undefined;
}) {
  const { formAction } = useNavigation();
  const refused = refusal?.typed.title === undefined ? undefined : refusal;
  const problemOf = problemsOf(refused);
  return (
    <Card>
      <CardHeader
        title="Tell the others too"
        description={
          'A note is a document of your library: the assistant quotes it as a note of yours, with its day. Leave out ' +
          'what concerns this owner alone.'
        }
      />
      <Form method="post" action="?intent=note" noValidate className="grid gap-4">
        <TextField
          name="title"
          label="Title"
          defaultValue={refused?.typed.title ?? ''}
          hint={
            'What it is about, such as “Paint of the garden gates”. Not the owner’s own words: a note stays ' +
            'when they go.'
          }
          maxLength={200}
          required
          error={problemOf('title')}
        />
        <TextArea
          name="text"
          label="What the note says"
          rows={4}
          maxLength={MAX_ANSWER}
          defaultValue={refused?.typed.text ?? text}
          required
          error={problemOf('text')}
        />
        <TextField
          type="date"
          name="ends_on"
          label="Holds until the day before"
          hint="From this day on the assistant tells it no more. Leave it empty for a note that stays."
          defaultValue={refused?.typed.ends_on ?? ''}
          optional
          error={problemOf('ends_on')}
        />
        <HouseTypeBoxes
          houseTypes={houseTypes}
          chosen={refused?.houseTypes ?? [question.house.house_type]}
          error={problemOf('house_types')}
        />
        <div>
          <Button
            type="submit"
            icon={FilePlus}
            loading={formAction?.endsWith('intent=note') ?? false}
            loadingLabel="Adding the note"
          >
            Add the note
          </Button>
        </div>
      </Form>
    </Card>
  );
}
