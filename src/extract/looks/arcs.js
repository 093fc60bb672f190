// The outlines of land and borders as points in degrees, out of outlines.json.

// Each arc as [[longitude, latitude], ...]; `along(~n)` is arc n backwards.
function unpacked(outlines) {
  const arcs = outlines.arcs.map((deltas) => {
    const points = [];
    let [x, y] = [0, 0];
    for (let at = 0; at < deltas.length; at += 2) {
      x += deltas[at];
      y += deltas[at + 1];
      points.push([x * outlines.step, y * outlines.step]);
    }
    return points;
  });
  return { arcs, along: (arc) => (arc >= 0 ? arcs[arc] : [...arcs[~arc]].reverse()) };
}

// A ring that crosses the 180th meridian goes on beyond it.
function unbroken(points) {
  let shift = 0;
  let last = null;
  return points.map(([x, y]) => {
    if (last !== null && Math.abs(x - last) > 180) shift += x < last ? 360 : -360;
    last = x;
    return [x + shift, y];
  });
}
