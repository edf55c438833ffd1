import { Form, useNavigation } from '@remix-run/react';
import { Download } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { FileDrop } from '#app/ui/file-drop.tsx';
import { MAX_IMPORT_BYTES } from '../import-limits.ts';

/** Where a file of houses is chosen, and what it may hold. */
export function ChooseFile() {
  const posting = useNavigation().formEncType === 'multipart/form-data';
  return (
    <div className="grid gap-6">
      <Card>
        <CardHeader
          title="The file"
          description="Saved by a spreadsheet as CSV, with commas or semicolons. The first row holds the headings."
          action={
            <a href="/developer/units/csv?template" download className={buttonStyles({ size: 'small' })}>
              <Download aria-hidden className="size-[1.15em] shrink-0" />
              Template
            </a>
          }
        />
        <Form method="post" action="?intent=check" encType="multipart/form-data" className="grid gap-4">
          <FileDrop
            name="file"
            label="Drop a CSV file here, or choose it"
            hint="Up to 10,000 houses and 4 MB"
            accept=".csv,.txt,text/csv"
            maxBytes={MAX_IMPORT_BYTES}
          />
          <div>
            <Button type="submit" variant="primary" loading={posting} loadingLabel="Checking the file">
              Check the file
            </Button>
          </div>
        </Form>
      </Card>
      <Card>
        <CardHeader
          title="What the columns hold"
          description={
            'Houses are known by development and name. An empty cell leaves what there is; columns may be ' +
            'missing and stand in any order.'
          }
        />
        <DataTable
          caption="Columns of the file"
          columns={COLUMNS}
          rows={ROWS}
          rowKey={(row) => row.name}
          empty={null}
        />
      </Card>
    </div>
  );
}

type Row = { name: string; example: string; about: string };

const ROWS: Row[] = [
  { name: 'Development', example: 'Longview Park', about: 'Must be there already. May be left out if you have one.' },
  { name: 'House', example: '1 Longview Avenue', about: 'What people call it: its label, unit or plot.' },
  { name: 'Address', example: '1 Longview Avenue, Ballyhooly Road, Cork', about: 'Needed for a new house.' },
  { name: 'Eircode', example: 'T23 X0A1', about: 'Or the postcode.' },
  { name: 'House type', example: 'A', about: 'One of the development’s. Needed for a new house.' },
  { name: 'Purchaser', example: 'Aoife Ní Bhriain', about: 'Full name. Once they have moved in it stays.' },
  { name: 'Purchaser e-mail', example: 'name@example.ie', about: 'For the invitation.' },
  { name: 'Latitude', example: '51.9198', about: 'Degrees, with the longitude.' },
  { name: 'Longitude', example: '-8.4712', about: 'West of Greenwich with a minus.' },
];

const COLUMNS: Column<Row>[] = [
  { key: 'name', header: 'Heading', primary: true, cell: (row) => row.name },
  { key: 'example', header: 'Example', cell: (row) => <span className="wrap-anywhere">{row.example}</span> },
  { key: 'about', header: 'About it', cell: (row) => row.about },
];
