// Small pictures that do not depend on the fonts of a machine.

const PATHS = {
  lock: 'M5.500 7V5.200a2.500 2.500 0 0 1 5 0V7M4.500 7h7v6h-7z',
  hash: 'M6.500 3 5.500 13M10.500 3 9.500 13M3.500 6.200h9.500M3 9.800h9.500',
  home: 'M2.500 7.800 8 3l5.500 4.800M4 7v6h8V7M6.800 13V9.800h2.400V13',
  mail: 'M2.500 4.500h11v7.500h-11zM2.500 5l5.500 4 5.500-4',
  reply: 'M3 3.500h10v6.500H8.200L5.500 12.500V10H3z',
  bin: 'M3.500 4.500h9M6 4.500V3h4v1.500M5 4.500l.5 8.500h5l.5-8.500M7 6.800v4M9 6.800v4',
  eye: 'M1.800 8S4 4.200 8 4.200 14.200 8 14.200 8 12 11.800 8 11.800 1.800 8 1.800 8zM8 6.400a1.600 1.600 0 1 0 0 3.200 1.600 1.600 0 0 0 0-3.200z',
};

const SVG = 'http://www.w3.org/2000/svg';

/** A picture beside words or under a label; screen readers skip it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
