// `npm run check`: everything that must hold before a commit. CI runs the tests first, by the README's command.
import { runAll } from './run-all.mjs';

const withTests = !process.argv.includes('--without-tests');
runAll(['typecheck', 'lint', 'deps', 'check:generated', 'check:schema', ...(withTests ? ['test'] : [])]);
