/** What the rows themselves say of their states: a trigger on every table that has some, apart from all code of the product. */
import type { TestDatabase } from './database.js';

export interface SeenMove {
  readonly was: string | null;
  readonly became: string | null;
}

/** Tables whose rows have a state and know since when; routes are no resource of the state matrix. */
const STATEFUL = `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'state'
  INTERSECT SELECT table_name FROM information_schema.columns WHERE column_name = 'state_changed_at'
  EXCEPT SELECT 'alert_route' ORDER BY 1`;

/** @returns the tables */
export async function watchStates(database: TestDatabase): Promise<readonly string[]> {
  await database.query(`CREATE TABLE seen_move (n bigserial, tab text, id uuid, was text, became text)`);
  await database.query(`CREATE TABLE seen_since AS SELECT clock_timestamp() AS at`);
  await database.query(`CREATE FUNCTION see_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN INSERT INTO seen_move (tab, id, became) VALUES (TG_TABLE_NAME, NEW.id, NEW.state);
    ELSIF TG_OP = 'DELETE' THEN INSERT INTO seen_move (tab, id, was) VALUES (TG_TABLE_NAME, OLD.id, OLD.state);
    ELSIF OLD.state <> NEW.state THEN
      INSERT INTO seen_move (tab, id, was, became) VALUES (TG_TABLE_NAME, NEW.id, OLD.state, NEW.state);
    END IF;
    RETURN NULL; END $$`);
  const tables = (await database.query(STATEFUL)).map(({ table_name: name }) => String(name));
  for (const table of tables)
    await database.query(
      `CREATE TRIGGER see_move AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION see_move()`,
    );
  return tables;
}

/** Per thing, in order. */
export async function seenMoves(database: TestDatabase): Promise<ReadonlyMap<string, readonly SeenMove[]>> {
  return byThing(await database.query(`SELECT id, was, became FROM seen_move ORDER BY n`));
}

/** What the history says of the same things, without new reasons in the same state. */
export async function keptMoves(database: TestDatabase): Promise<ReadonlyMap<string, readonly SeenMove[]>> {
  return byThing(
    await database.query(
      `SELECT subject_id AS id, from_state AS was, to_state AS became FROM state_change
       WHERE from_state IS DISTINCT FROM to_state AND subject_id IN (SELECT id FROM seen_move)
         AND at > (SELECT at FROM seen_since) ORDER BY at, id`,
    ),
  );
}

function byThing(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, readonly SeenMove[]> {
  const things = new Map<string, SeenMove[]>();
  for (const { id, was, became } of rows as unknown as ({ readonly id: string } & SeenMove)[]) {
    const moves = things.get(id) ?? [];
    moves.push({ was, became });
    things.set(id, moves);
  }
  return things;
}
