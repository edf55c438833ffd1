import type { CallsOf } from './call.ts';
import { v7 } from 'uuid';
import { house, own, platform, staff } from './call.ts';
import type * as builders from '../queries/tenancy/builders.ts';
import type * as settings from '../queries/tenancy/settings.ts';

const brand = { accent: '#7a5c12' };

export const settingsCalls = (q: typeof settings): CallsOf<typeof settings> => ({
  readBuilderSettings: [{ scope: staff, run: (tx) => q.readBuilderSettings(tx, staff) }],
  lockBuilderSettings: [{ scope: staff, run: (tx) => q.lockBuilderSettings(tx, staff) }],
  updateBuilderSettings: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.updateBuilderSettings(tx, staff, { brand, supportEmail: 'care@b.example', supportPhone: '021 1' }),
    },
  ],
  listDevelopmentNames: [{ scope: staff, run: (tx) => q.listDevelopmentNames(tx, staff) }],
  readDevelopmentSettings: [{ scope: staff, run: (tx) => q.readDevelopmentSettings(tx, staff, own.developmentId) }],
  lockDevelopmentSettings: [{ scope: staff, run: (tx) => q.lockDevelopmentSettings(tx, staff, own.developmentId) }],
  updateDevelopmentSettings: [
    {
      scope: staff,
      silent: true,
      run: (tx) =>
        q.updateDevelopmentSettings(tx, staff, own.developmentId, {
          emergencyPhone: '',
          asksSurname: false,
          afterSales: '',
          ruleSet: null,
          holdsCodes: false,
        }),
    },
  ],
  readAfterSales: [{ scope: house, silent: true, run: (tx) => q.readAfterSales(tx, house) }],
});

const builder = { name: 'Oak Homes', brand, supportEmail: 'care@b.example', supportPhone: '021 1' };

export const buildersCalls = (q: typeof builders): CallsOf<typeof builders> => ({
  readBuilder: [{ scope: platform, run: (tx) => q.readBuilder(tx, platform, own.tenantId) }],
  lockBuilder: [{ scope: platform, run: (tx) => q.lockBuilder(tx, platform, own.tenantId) }],
  insertBuilder: [
    { scope: platform, run: (tx) => q.insertBuilder(tx, platform, { ...builder, id: v7(), slug: 'oak-homes' }) },
  ],
  updateBuilder: [{ scope: platform, silent: true, run: (tx) => q.updateBuilder(tx, platform, own.tenantId, builder) }],
  updateRetirement: [
    { scope: platform, silent: true, run: (tx) => q.updateRetirement(tx, platform, own.tenantId, null) },
  ],
  countBuilderUse: [{ scope: platform, reach: 'count', run: (tx) => q.countBuilderUse(tx, platform, own.tenantId) }],
});
