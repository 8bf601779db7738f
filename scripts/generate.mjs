// `npm run generate`: the schema, the typed operations and the docs, all from the code.
import { runAll } from './run-all.mjs';

runAll(['generate:schema', 'generate:operations', 'generate:docs']);
