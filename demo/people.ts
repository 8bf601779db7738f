/** Who takes part: three people of the workspace, each a user of Holdfast with a role; one of them not linked yet. */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execute } from '../src/client/execute.js';
import { CreateAccessTokenDocument, CreateUserDocument, type Role } from '../src/client/generated/graphql.js';
import { connectionTo, holdfast, type Scene } from './scene.js';

export interface Person {
  /** In Slack and in Holdfast. */
  readonly name: string;
  readonly role: Role;
  readonly isLinked: boolean;
}

export const MARA: Person = { name: 'mara', role: 'APP_ADMIN', isLinked: true };
export const JONAS: Person = { name: 'jonas', role: 'AUDITOR', isLinked: true };
export const PRIYA: Person = { name: 'priya', role: 'APP_USER', isLinked: false };
const PEOPLE = [MARA, JONAS, PRIYA];

export function tokenFileOf({ product }: Pick<Scene, 'product'>, { name }: Person): string {
  return join(dirname(product.tokenFile), `${name}-token`);
}

/** Makes them known, each with a token in a file, and links those who are to be linked as they would do it themselves. */
export async function introducePeople(scene: Scene): Promise<void> {
  const { narrator, chat } = scene;
  for (const person of PEOPLE) await makeKnown(scene, person);
  const told = PEOPLE.map(
    ({ name, role, isLinked }) =>
      `${chat.realName(name)}, ${role}, ${isLinked ? 'linked below' : 'not linked yet'}`,
  );
  narrator.say(`In Slack and in Holdfast: ${told.join('; ')}.`);
  for (const person of PEOPLE.filter(({ isLinked }) => isLinked)) await link(scene, person);
}

/** Who types in Slack sees what the administrator sees. */
export async function linkAdministrator(scene: Scene): Promise<void> {
  const { narrator, chat } = scene;
  narrator.step(
    `${chat.realName(MARA.name)} types "/backup link" in Slack, and the administrator confirms her code.`,
  );
  await holdfast(scene, ['slack', 'link', await chat.linkCode(MARA.name), '--yes']);
}

async function makeKnown(scene: Scene, person: Person): Promise<void> {
  const { name, role } = person;
  const connection = connectionTo(scene.product);
  const user = { name, role, email: `${name}@example.com` };
  const { createUser } = await execute(CreateUserDocument, { input: user }, connection);
  const token = { userId: createUser.user.id, name: 'demo', expiresAt: null };
  const { createAccessToken } = await execute(CreateAccessTokenDocument, { input: token }, connection);
  await writeFile(tokenFileOf(scene, person), `${createAccessToken.token}\n`, { mode: 0o600 });
}

async function link(scene: Scene, person: Person): Promise<void> {
  const { narrator, chat } = scene;
  const code = await chat.linkCode(person.name);
  narrator.say(`${chat.realName(person.name)} types "/backup link" in Slack and gets a code:`);
  const tokenFile = tokenFileOf(scene, person);
  await holdfast(scene, ['slack', 'link', code, '--yes'], { tokenFile });
}
