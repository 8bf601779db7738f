/** Every migration, oldest first, for the data source. A new one is added at the end. */
import { Ground1795176000000 } from './1795176000000-ground.js';
import { Schedules1795183200000 } from './1795183200000-schedules.js';
import { EventWords1795190400000 } from './1795190400000-event-words.js';
import { People1795194000000 } from './1795194000000-people.js';

export const migrations = [
  Ground1795176000000,
  Schedules1795183200000,
  EventWords1795190400000,
  People1795194000000,
];
