import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { WrongName } from '../list-wrong-names.server.ts';

/** What was said at the door of a builder's houses: the code greets somebody else. Nothing where nobody said so. */
export function WrongNames({ wrongNames }: { wrongNames: WrongName[] }) {
  if (wrongNames.length === 0) return null;
  return (
    <Card aria-labelledby="wrong-names" className="mt-8">
      <CardHeader
        id="wrong-names"
        title="“This is not me”"
        description="Who scanned the code was greeted by another’s name. Put the purchaser right, or replace the code."
      />
      <ul className="grid gap-2">
        {wrongNames.map(({ id, houseId, house, development, saidAt }) => (
          <li key={id} className="wrap-anywhere">
            <TextLink to={`/developer/units/${houseId}`}>
              {house}, {development}
            </TextLink>
            <span className="ml-2 text-sm text-ink-soft">
              {formatDate(new Date(saidAt))}, {formatTime(new Date(saidAt))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
