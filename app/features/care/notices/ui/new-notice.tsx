import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { NoticeForm, type NoticeRefusal } from './notice-form.tsx';

type NewNoticeProps = {
  developments: { id: string; name: string }[];
  development: { id: string; name: string } | null;
  houseTypes: { code: string; name: string }[];
  houses: { id: string; label: string; houseType: string }[];
  refusal: NoticeRefusal | undefined;
};

const EMPTY = {
  title: '',
  body: '',
  audience: 'development',
  house_types: [],
  house_ids: [],
  from: '',
  until: '',
  mail: true,
};

/** A new notice: of several developments, one is chosen first. */
export function NewNotice({ developments, development, houseTypes, houses, refusal }: NewNoticeProps) {
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/notices">Notices</TextLink>}
        title="Write a notice"
        description={development ? `To the owners of ${development.name}.` : 'Choose the development that it is for.'}
      />
      {development ? (
        <NoticeForm
          action="/developer/notices/new"
          hidden={{ development_id: development.id }}
          typed={refusal?.typed ?? EMPTY}
          refusal={refusal}
          houseTypes={houseTypes}
          houses={houses}
          submitLabel="Publish the notice"
        />
      ) : developments.length === 0 ? (
        <EmptyState title="You have no development yet">Notices go to the owners of a development.</EmptyState>
      ) : (
        <ul className="flex flex-wrap gap-3">
          {developments.map(({ id, name }) => (
            <li key={id}>
              <LinkButton to={`?development_id=${id}`}>{name}</LinkButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
