// The outlines of land and borders as paths in Mercator's projection.

const outlines = JSON.parse(document.getElementById('outlines').textContent);
const NORTH = 78;
const SOUTH = -58;

// Degrees to the plane of the drawing, y down; the world is 360 wide.
function projected(longitude, latitude) {
  const bounded = Math.max(SOUTH - 20, Math.min(NORTH + 5, latitude));
  return [
    longitude,
    -(180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)),
  ];
}

const { arcs, along } = unpacked(outlines);

const path = (points, shift = 0) =>
  `M${points
    .map((point) => projected(...point))
    .map(([x, y]) => `${(x + shift).toFixed(2)} ${y.toFixed(2)}`)
    .join('L')}`;

// A ring that crosses the 180th meridian is drawn at both ends of the map.
function land(ring) {
  const points = unbroken(ring.flatMap(along));
  const xs = points.map(([x]) => x);
  const copies = [0, Math.max(...xs) > 180.1 ? -360 : 0, Math.min(...xs) < -180.1 ? 360 : 0];
  return [...new Set(copies)].map((copy) => `${path(points, copy)}Z`).join('');
}

let landPath = '';
let borderPath = '';
function drawOutlines() {
  landPath ||= outlines.land.map(land).join('');
  borderPath ||= outlines.borders.map((arc) => path(arcs[arc])).join('');
  return [
    svg('path', { class: 'land', d: landPath }),
    svg('path', { class: 'borders', d: borderPath }),
  ];
}
