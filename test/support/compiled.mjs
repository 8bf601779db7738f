// Loaded with --import: a file of test/ that stands on src/ gets the compiled program instead, and needs no compiler itself
// (Node.js takes the types off). Helpers that a compiler adds to functions would be measured with them.
import { registerHooks } from 'node:module';

const SRC = new URL('../../src/', import.meta.url).href;
const DIST = new URL('../../dist/', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? '';
    if (!specifier.startsWith('.') || !parent.endsWith('.ts')) return next(specifier, context);
    const { href } = new URL(specifier, parent);
    const url = href.startsWith(SRC) ? DIST + href.slice(SRC.length) : href.replace(/\.js$/, '.ts');
    return next(url, context);
  },
});
