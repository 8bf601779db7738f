// The page of the API explorer. Token, queries and history live in this tab's session storage and go when it is closed.
(() => {
  const { React, ReactDOM, GraphiQL, graphqlWs } = window;
  const TOKEN = 'holdfast:token';
  const endpoint = new URL('../graphql', location.href);
  const token = () => sessionStorage.getItem(TOKEN) ?? '';
  const authorization = () => (token() === '' ? {} : { authorization: `Bearer ${token()}` });
  const status = document.getElementById('status');
  const field = document.getElementById('token');
  const root = ReactDOM.createRoot(document.getElementById('graphiql'));
  let sockets;

  const STARTER = `# Sign in above with an access token.
# "holdfast token reset" on the server makes a new one.
query Overview {
  server { version notices { message } }
  clusters {
    edges { node { name state stateMessage } }
  }
  backups(first: 10) {
    edges {
      node { name state missingNamespaces createdAt }
    }
  }
  stateMatrix { label states { state count } }
}
`;

  // Says whose token it is: one that is not good would show only when the first query is refused.
  async function greet() {
    const asked = token();
    const say = (text) => {
      if (token() === asked) status.textContent = text;
    };
    if (asked === '') return say('Not signed in.');
    say('Signing in …');
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization() },
        body: JSON.stringify({ query: '{ viewer { name role } }' }),
      });
      const { data, errors } = await response.json();
      const viewer = data?.viewer;
      const role = viewer?.role ? ` (${viewer.role})` : '';
      say(viewer ? `Signed in for this tab as ${viewer.name}${role}.` : `Not signed in: ${errors[0].message}`);
    } catch {
      say('Holdfast does not answer.');
    }
  }

  function socketAddress() {
    const address = new URL(endpoint);
    address.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
    return address.href;
  }

  // With every token: the schema is asked for again and sockets sign in again.
  function draw() {
    sockets?.dispose();
    sockets = graphqlWs.createClient({ url: socketAddress(), connectionParams: authorization, lazy: true });
    const fetcher = GraphiQL.createFetcher({
      url: endpoint.href,
      wsClient: sockets,
      fetch: (url, options) =>
        fetch(url, { ...options, headers: { ...options.headers, ...authorization() } }),
    });
    field.value = token();
    void greet();
    root.render(
      React.createElement(GraphiQL, {
        fetcher,
        storage: sessionStorage,
        defaultQuery: STARTER,
        shouldPersistHeaders: false,
      }),
    );
  }

  document.getElementById('sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem(TOKEN, field.value.trim());
    draw();
  });
  document.getElementById('forget').addEventListener('click', () => {
    // At the very end: until then the page writes its queries down. With it go the answers and the schema that it holds.
    addEventListener('pagehide', () => sessionStorage.clear());
    location.reload();
  });
  draw();
})();
