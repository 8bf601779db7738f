/** How `pg` reads values of the server. */
import pg from 'pg';

const TIMESTAMPTZ = 1184;
/** As a session in UTC writes them: `2026-11-20 12:00:00.123+00`. */
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?\+00$/;

/** The parsers of `pg`, with a quicker one for moments: a list of 200 things has a thousand of them. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const parser = pg.types.getTypeParser(oid, format);
    return oid === TIMESTAMPTZ && format !== 'binary'
      ? (text: string) => instant(text) ?? parser(text)
      : parser;
  },
};

/** The same moment as the parser of `pg` finds; undefined for every other way of writing one. */
export function instant(text: string): Date | undefined {
  return IN_UTC.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : undefined;
}
