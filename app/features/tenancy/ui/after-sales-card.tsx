import { Card, CardHeader } from '#app/ui/card.tsx';

/** The builder's own statement on after-sales care, as it was typed; nothing where there is none. */
export function AfterSalesCard({ builder, text }: { builder: string; text: string }) {
  if (text === '') return null;
  return (
    <Card className="mt-8">
      <CardHeader title="After-sales care" description={`What ${builder} says of defects.`} />
      <p className="max-w-prose wrap-anywhere whitespace-pre-line" dir="auto">
        {text}
      </p>
    </Card>
  );
}
