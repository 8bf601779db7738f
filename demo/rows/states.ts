import { leaveStanding } from '../states/still-life.js';
import { walk } from '../states/walk.js';
import type { Row } from './row.js';

export const states: Row = {
  name: 'states',
  source: 'second document, all of it',
  words:
    'The Backup resources state matrix provides an overview of the various resources and their operational states. It offers insights into the functionality, status, and potential issues associated with states of each resource.',
  garden: true,
  identity: true,
  explorer: true,
  takes: 'three to six minutes',
  play: walk,
  leave: leaveStanding,
};
