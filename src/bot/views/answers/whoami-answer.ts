/** Who the API takes the one who typed for. */
import type { Message } from '../blocks.js';
import { code, prose } from '../text.js';
import { answer } from './answer.js';

const ROLES: Readonly<Record<string, string>> = {
  SUPER_ADMIN: 'super admin',
  INFRA_ADMIN: 'infra admin',
  APP_ADMIN: 'app admin',
  APP_USER: 'app user',
  AUDITOR: 'auditor',
};

export function whoamiAnswer({ name, role }: { readonly name: string; readonly role: string }): Message {
  const words = Object.hasOwn(ROLES, role) ? ROLES[role] : role;
  return answer(
    `You are linked to the Holdfast user ${code(name)}, ${prose(words ?? role, 40)}. What you do here is done with the rights of that user.`,
  );
}
