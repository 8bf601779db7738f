import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../../src/db/migrate.js';
import { People1795194000000 } from '../../../src/db/migrations/1795194000000-people.js';
import { migrations } from '../../../src/db/migrations/all.js';
import { createEmptyDatabase } from '../../support/database.js';
import { silentLog } from '../../support/silent-log.js';

const until = migrations.indexOf(People1795194000000);
const [before, all] = [migrations.slice(0, until), migrations.slice(0, until + 1)];

it('who was there is an active super admin; on the way back nobody gains rights by a token', async () => {
  const database = await createEmptyDatabase();
  try {
    const on = { url: database.url, log: silentLog };
    await migrateUp({ ...on, migrations: before });
    await database.query(
      `INSERT INTO app_user (id, name, role, created_at) VALUES ('${randomUUID()}', 'ada', 'SUPER_ADMIN', now())`,
    );
    await migrateUp({ ...on, migrations: all });
    const people = await database.query('SELECT name, role, state, version, email FROM app_user');
    expect(people).toEqual([{ name: 'ada', role: 'SUPER_ADMIN', state: 'ACTIVE', version: 1, email: null }]);
    const kim = randomUUID();
    await database.query(`
      INSERT INTO app_user (id, name, role, created_at, state, version) VALUES ('${kim}', 'kim', 'AUDITOR', now(), 'ACTIVE', 1);
      INSERT INTO access_token SELECT gen_random_uuid(), id, 'x', id::text, now() FROM app_user`);
    await migrateDown({ ...on, migrations: all });
    const tokens = await database.query(
      `SELECT app_user.name, revoked_at IS NULL AS valid
       FROM app_user JOIN access_token ON user_id = app_user.id ORDER BY app_user.name`,
    );
    expect(tokens).toEqual([
      { name: 'ada', valid: true },
      { name: 'kim', valid: false },
    ]);
    await migrateUp({ ...on, migrations: all });
  } finally {
    await database.drop();
  }
});
