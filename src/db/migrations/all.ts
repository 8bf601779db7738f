/** Every migration, oldest first, for the data source. A new one is added at the end. */
import { Ground1795176000000 } from './1795176000000-ground.js';
import { Schedules1795183200000 } from './1795183200000-schedules.js';
import { HandedBack1795188600000 } from './1795188600000-handed-back.js';
import { EventWords1795190400000 } from './1795190400000-event-words.js';
import { People1795194000000 } from './1795194000000-people.js';
import { AlertStanding1795197600000 } from './1795197600000-alert-standing.js';
import { Deliveries1795201200000 } from './1795201200000-deliveries.js';
import { Volumes1795215600000 } from './1795215600000-volumes.js';

export const migrations = [
  Ground1795176000000,
  Schedules1795183200000,
  HandedBack1795188600000,
  EventWords1795190400000,
  People1795194000000,
  AlertStanding1795197600000,
  Deliveries1795201200000,
  Volumes1795215600000,
];
