/** Every migration, oldest first, for the data source. A new one is added at the end. */
import { Ground1795176000000 } from './1795176000000-ground.js';

export const migrations = [Ground1795176000000];
