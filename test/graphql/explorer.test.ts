import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startApi } from './running-api.js';

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Everything that the page loads. */
async function references(): Promise<string[]> {
  const { text } = await api.request('/explorer/');
  return [...text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
}

describe('the explorer', () => {
  it('is a page without a token, and the way to it', async () => {
    const page = await api.request('/explorer/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect((await api.request('/')).headers.get('location')).toBe('/explorer/');
    expect((await api.request('/explorer')).headers.get('location')).toBe('/explorer/');
  });

  it('gets every file it loads from this server, as the type that it is', async () => {
    const files = await references();
    expect(files).toHaveLength(7);
    for (const file of files) {
      expect(file).not.toMatch(/^(?:https?:)?\/\//);
      const answer = await api.request(`/explorer/${file}`);
      expect([file, answer.status]).toEqual([file, 200]);
      expect(answer.headers.get('content-type')).toContain(file.endsWith('.css') ? 'text/css' : 'javascript');
      expect(answer.text.length).toBeGreaterThan(100);
    }
  });

  it('has style sheets that load nothing from elsewhere', async () => {
    for (const file of (await references()).filter((each) => each.endsWith('.css'))) {
      const { text } = await api.request(`/explorer/${file}`);
      const loaded = [...text.matchAll(/url\(["']?([^"')]{0,40})|@import[^;]*/g)].map(
        (match) => match[1] ?? match[0],
      );
      expect(loaded.filter((each) => !/^(?:data:|#)/.test(each))).toEqual([]);
    }
  });

  it('has no script in the page itself: the security policy would not run it', async () => {
    const { text } = await api.request('/explorer/');
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(text).not.toMatch(/\son\w+=/);
  });

  it('has libraries that offer what its script uses', async () => {
    const page: Record<string, unknown> = { navigator: { userAgent: '', platform: '' } };
    page.window = page;
    page.self = page;
    for (const file of ['react.production.min.js', 'graphql-ws.min.js']) {
      runInNewContext((await api.request(`/explorer/${file}`)).text, page);
    }
    expect(page.React).toMatchObject({ createElement: expect.any(Function) });
    expect(page.graphqlWs).toMatchObject({ createClient: expect.any(Function) });
    expect((await api.request('/explorer/react-dom.production.min.js')).text).toContain('createRoot');
    expect((await api.request('/explorer/graphiql.min.js')).text).toContain('createFetcher');
  });

  it('keeps the token in the session of the tab and nowhere else', async () => {
    const { text } = await api.request('/explorer/explorer.js');
    expect(text).toContain('sessionStorage');
    expect(text).not.toMatch(/localStorage|document\.cookie/);
  });

  it('is not there when it is off', async () => {
    const without = await startApi({ explorer: false });
    try {
      expect((await without.request('/explorer/')).status).toBe(404);
      expect((await without.request('/')).status).toBe(404);
    } finally {
      await without.stop();
    }
  });
});
