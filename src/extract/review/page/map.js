// A small map of candidate places, as outlines in degrees; nothing is asked of other hosts.

const LEAST = 12; // degrees in sight
const MOST = 170;
let shapes = null;
let zoomed = 1;

function zoom(factor, drawing) {
  zoomed = Math.max(0.1, Math.min(8, zoomed * factor));
  if (drawing?.see) drawing.see();
}

// The map of some points: [{latitude, longitude, label, chosen}].
async function map(points) {
  shapes ??= paths(await get('page/outlines.json'));
  const { land, borders } = shapes;
  zoomed = 1;
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const apart = (values) => Math.max(...values) - Math.min(...values);
  const [xs, ys] = [points.map((one) => one.longitude), points.map((one) => one.latitude)];
  const stretch = 1 / Math.max(0.3, Math.cos((middle(ys) * Math.PI) / 180));
  const dots = points.map(({ latitude, longitude, label, chosen }) =>
    svg(
      'g',
      { class: chosen ? 'dot chosen' : 'dot', 'data-x': longitude, 'data-y': -latitude * stretch },
      svg('circle', { r: 9 }),
      svg('text', { 'text-anchor': 'middle', y: 4 }, label),
    ),
  );
  const drawing = svg(
    'svg',
    { role: 'img', 'aria-label': `Map: ${points.map((one) => one.title).join('; ')}` },
    svg(
      'g',
      { transform: `scale(1 ${-stretch})` },
      svg('path', { class: 'land', d: land }),
      svg('path', { class: 'borders', d: borders }),
    ),
    [...dots].sort((a, b) => a.classList.length - b.classList.length), // the chosen one on top
  );
  drawing.see = () => {
    const wide = Math.max(apart(xs) * 1.4, apart(ys) * stretch * 2.4, LEAST) * zoomed;
    const width = Math.min(wide, MOST * 2);
    const height = width * 0.6;
    const [x, y] = [middle(xs), -middle(ys) * stretch];
    drawing.setAttribute('viewBox', `${x - width / 2} ${y - height / 2} ${width} ${height}`);
    const unit = width / 300; // degrees for a pixel, about
    for (const dot of dots)
      dot.setAttribute('transform', `translate(${dot.dataset.x} ${dot.dataset.y}) scale(${unit})`);
  };
  drawing.see();
  return drawing;
}

function paths(outlines) {
  const { arcs, along } = unpacked(outlines);
  return {
    land: outlines.land.map((ring) => `${line(unbroken(ring.flatMap(along)))}Z`).join(''),
    borders: outlines.borders.map((arc) => line(arcs[arc])).join(''),
  };
}

const line = (points) =>
  `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}`;
