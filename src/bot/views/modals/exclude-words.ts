/** What is known of each missing namespace: whether it exists again, its last backup, until when that is held. */
import type { ExclusionChoices } from '../data.js';
import { count, day, moment } from '../numbers.js';
import { code } from '../text.js';

type Choice = ExclusionChoices['choices'][number];

/** In 75 characters of plain text, for the line below a name. */
export function choiceWords({ isBack, lastBackup, heldUntil }: Choice): string {
  const back = isBack === true ? 'Exists again. ' : '';
  if (lastBackup === null) return `${back}No backup of it is left.`;
  const held = heldUntil === null ? '' : `, held until ${day(heldUntil)}`;
  return `${back}Last backup ${day(lastBackup.at)}${held}`;
}

const TOLD = 20;
const CHARACTERS = 2_800;

/** The same for more names than have a line of their own; nothing for ten or fewer. For mrkdwn. */
export function copiesParagraph(choices: readonly Choice[]): readonly string[] {
  if (choices.length <= 10) return [];
  const lines: string[] = [];
  let used = 0;
  for (const choice of choices.slice(0, TOLD)) {
    const line = copyLine(choice);
    if (used + line.length > CHARACTERS) break;
    lines.push(line);
    used += line.length + 1;
  }
  const more = choices.length - lines.length;
  if (more > 0) lines.push(`and ${count(more)} more`);
  return [`*Last backups*\n${lines.join('\n')}`];
}

function copyLine({ name, isBack, lastBackup, heldUntil }: Choice): string {
  const back = isBack === true ? ' (exists again)' : '';
  if (lastBackup === null) return `${code(name)}${back}: none is left`;
  const held = heldUntil === null ? '' : `, held until ${day(heldUntil)}`;
  return `${code(name)}${back}: ${moment(lastBackup.at)}${held}`;
}
