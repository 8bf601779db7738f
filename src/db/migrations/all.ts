/** Every migration, oldest first, for the data source. A new one is added at the end. */
import { Ground1795176000000 } from './1795176000000-ground.js';
import { Schedules1795183200000 } from './1795183200000-schedules.js';
import { HandedBack1795190400000 } from './1795190400000-handed-back.js';

export const migrations = [Ground1795176000000, Schedules1795183200000, HandedBack1795190400000];
