import { h } from './dom.js';
import { user, world } from './world.js';

const TONES = 8;

/** The picture of somebody: initials on one of eight colours; the app has a mark of its own. */
export function avatar(id) {
  const person = user(id);
  if (person?.isBot)
    return h('span', { class: 'avatar app', 'aria-hidden': 'true' }, initials(person.realName).slice(0, 1));
  const tone = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TONES;
  return h(
    'span',
    { class: `avatar tone-${tone}`, 'aria-hidden': 'true' },
    initials(person?.realName ?? '?'),
  );
}

function initials(name) {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

/** What is special about somebody: guest, deactivated, of another company. */
export function standing(person) {
  if (person.deleted) return 'deactivated';
  if (person.teamId !== world.state.team.id) return 'other company';
  if (person.isRestricted) return 'guest';
  return person.isAdmin ? 'admin' : '';
}
