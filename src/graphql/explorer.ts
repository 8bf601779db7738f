/** The API explorer: GraphiQL from files of npm packages, so that it works without internet. The page itself holds no data. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const require = createRequire(import.meta.url);
const OWN = fileURLToPath(new URL('../../public/explorer/', import.meta.url));

/** Public name → file. Nothing else below `/explorer/` is served. */
function explorerFiles(): Readonly<Record<string, string>> {
  return {
    '': join(OWN, 'index.html'),
    'explorer.js': join(OWN, 'explorer.js'),
    'explorer.css': join(OWN, 'explorer.css'),
    'react.production.min.js': inPackage('react', 'umd/react.production.min.js'),
    'react-dom.production.min.js': inPackage('react-dom', 'umd/react-dom.production.min.js'),
    'graphiql.min.js': inPackage('graphiql', 'graphiql.min.js'),
    'graphiql.min.css': inPackage('graphiql', 'graphiql.min.css'),
    'graphql-ws.min.js': inPackage('graphql-ws', 'umd/graphql-ws.min.js'),
  };
}

export function explorerRouter(): Router {
  const router = Router({ strict: true });
  router.get('/explorer', (_request, response) => response.redirect(308, '/explorer/'));
  router.get('/', (_request, response) => response.redirect(302, '/explorer/'));
  router.get('/favicon.ico', (_request, response) => void response.status(204).end());
  for (const [name, file] of Object.entries(explorerFiles())) {
    router.get(`/explorer/${name}`, (_request, response, next) => {
      // Called on success too: only a failure goes on to the next handler.
      response.sendFile(file, { dotfiles: 'allow' }, (error) => {
        if (error) next(error);
      });
    });
  }
  return router;
}

/** Packages export their entry points only, so the file is found beside their package.json. */
function inPackage(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}
