// Building the page, node by node: no HTML is ever made from text.

/**
 * An element. Attributes: `class`, `on` (event → listener), `data` (name → value), properties as attributes; false,
 * null and undefined are left out, true becomes an empty attribute.
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {...any} children strings, nodes, lists of them; nothing for null and undefined
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on')
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'data') Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(
    ...children.flat(5).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

let lastId = 0;

/** An id nobody else has, for labels and descriptions. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** Replaces the children of a node, unless what they show (`key`) is the same as before. */
export function fill(node, key, make) {
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  node.replaceChildren(...[make()].flat(5));
}

/**
 * Brings the children of a list in line with items, keeping the nodes of items that did not change: focus, open menus
 * and half-typed text stay.
 * @param {HTMLElement} list
 * @param {{key: string, make: () => HTMLElement}[]} items
 */
export function reconcile(list, items) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const nodes = items.map(({ key, make }) => {
    const kept = old.get(key);
    if (kept !== undefined) return kept;
    const made = make();
    made.dataset.key = key;
    return made;
  });
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
}
