/** Line-drawn pictures of 24 by 24, one a kind of service. Decoration: always beside words. */

const PATHS = {
  shop: 'M4 10v10h16V10M3 10l2-6h14l2 6zM9 20v-6h6v6',
  shield: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4',
  medical: 'M4 8h16v12H4zM9 8V4h6v4M12 11v6M9 14h6',
  house: 'M3 11l9-7 9 7M5 10v10h14V10M10 20v-6h4v6',
  card:
    'M3 5h18v14H3zM7 15c0-4 6-4 6 0M10 11.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2' +
    'M16 10h3M16 14h3',
  money: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.500 8l3.500 4 3.500-4M12 12v5M9 13h6M9 15.500h6',
  field: 'M12 21V9M12 13c-4 0-6-2-6-6 4 0 6 2 6 6M12 11c4 0 6-2 6-6-4 0-6 2-6 6M5 21h14',
  road: 'M8 3L4 21M16 3l4 18M12 4v3M12 10.500v3M12 17v3',
  build: 'M5 21V5h9v16M14 10h5v11M3 21h18M8 9h3M8 13h3M8 17h3',
  desk: 'M4 20v-6h16v6M2 14h20M12 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6M7 14c0-5 10-5 10 0',
  paper: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h5',
  printer: 'M6 9V3h12v6M4 9h16v8h-3M7 17H4V9M7 14h10v7H7z',
  warn: 'M12 3L2.500 20h19zM12 10v4.500M12 17v.3',
  plug: 'M8 3v5M16 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v4',
  moon: 'M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500',
  type: 'M3 19L9 5l6 14M5 14.500h8M15 19l3-8 3.500 8M16 16.500h4.500',
  contrast: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 3v18M12 6l6 4M12 10l7 4M12 14l6 3',
  phone: 'M7 2.500h10v19H7zM11 18.500h2',
  walk:
    'M12 21c-5-6-7-8-7-11a7 7 0 0 1 14 0c0 3-2 5-7 11' +
    'M12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5',
  again: 'M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5',
  target: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8',
  check: 'M4 12.500l5.500 5.500L20 6.500',
  star:
    'M12 2.800l2.800 6 6.500.8-4.800 4.500 1.300 6.500L12 17.400l-5.800 3.200' +
    ' 1.300-6.500L2.700 9.600l6.500-.8z',
  miss: 'M12 4v10M12 18.500v.5',
  sound: 'M4 9v6h4l5 4V5L8 9zM16.500 8.500a5 5 0 0 1 0 7M19 6a8.500 8.500 0 0 1 0 12',
};

/** Which words in a service's name or department stand for which picture; the first that fits. */
const KINDS = [
  [/医|卫生|健康/, 'medical'],
  [/社会保|社保|人力|人社|就业/, 'shield'],
  [/公积金|税|财/, 'money'],
  [/不动产|自然资源|房产|国土/, 'house'],
  [/公安|户籍|户政|身份|出入境|民政|婚/, 'card'],
  [/市场|工商|企业|商务|烟草|食品/, 'shop'],
  [/农|牧|林|草|水|生态|环境/, 'field'],
  [/交通|运输|车/, 'road'],
  [/住房|住建|建设|建筑|城/, 'build'],
  [/综合|咨询|其他/, 'desk'],
];

const SVG = 'http://www.w3.org/2000/svg';

/** The picture `name`; hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name] ?? PATHS.paper);
  svg.append(path);
  return svg;
}

/** The picture of a service. */
export function iconOf(service) {
  const kind =
    KINDS.find(([words]) => words.test(service.name)) ??
    KINDS.find(([words]) => words.test(service.department));
  return icon(kind?.[1] ?? 'paper');
}
