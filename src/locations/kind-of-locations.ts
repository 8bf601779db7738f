import type { LocationGateway } from '../domain/ports/object-store.js';

/** What both kinds of locations do alike: `LocationsByKind` asks the one that it is. */
export type KindOfLocations = Pick<LocationGateway, 'initialise' | 'check' | 'open' | 'sweep' | 'release'>;
