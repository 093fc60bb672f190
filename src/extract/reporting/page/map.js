// Where the mentioned places lie, and how often they are mentioned.

const NEAR = 16; // degrees in sight around a chosen place
const LABELS = 28;
const FEW = 25; // with fewer mentions than this at most, no circle is of full size

// Mentions by place: name, country, point, rows; the most mentioned first.
function mappedPlaces() {
  return grouped(
    'places',
    (row) => `${cell('places', 'name', row)}\n${cell('places', 'country_code', row)}`,
  ).map(([key, rows]) => {
    const [name, country] = key.split('\n');
    const located = rows.find((row) => number('places', 'latitude', row) !== null);
    const at =
      located === undefined
        ? null
        : projected(number('places', 'longitude', located), number('places', 'latitude', located));
    return { name, country, rows, at };
  });
}

function mapView(name) {
  const places = mappedPlaces();
  const located = places.filter((place) => place.at);
  const detail = h('section', { class: 'detail' });
  const chart = worldMap(located, (place) => choose(place));
  const choose = (place) => {
    chart.mark(place);
    announce(`${place.name}: ${plural(place.rows.length, 'mention')}, listed below the map`);
    detail.replaceChildren(
      h('h2', {}, place.name, place.country ? ` (${place.country})` : ''),
      h(
        'p',
        { class: 'count' },
        `${plural(place.rows.length, 'mention')} in ${plural(documentsOf('places', place.rows).length, 'document')}${place.at ? '' : '; no point is known'}`,
      ),
      quotes('places', place.rows),
    );
  };
  const list = h('div', { class: 'results short' });
  const draw = () => {
    const query = tools.querySelector('input').value.toLowerCase();
    const item = (place) =>
      h(
        'li',
        {},
        h(
          'span',
          { class: 'row' },
          h(
            'button',
            {
              type: 'button',
              class: 'plain',
              onclick: () => {
                choose(place);
                chart.show(place);
              },
            },
            place.name,
          ),
          h('span', { class: 'number' }, `${place.country}  ${place.rows.length}`),
        ),
      );
    list.replaceChildren(
      longList(
        places.filter((place) => place.name.toLowerCase().includes(query)),
        item,
        { class: 'ranks' },
        60,
      ),
    );
  };
  const tools = h('div', { class: 'tools' }, search('Find a place', draw));
  draw();
  const wanted = places.find((place) => place.name === name);
  if (wanted) {
    choose(wanted);
    chart.show(wanted);
  }
  return [
    h('h1', {}, 'Map of places'),
    h(
      'p',
      { class: 'note' },
      `${plural(places.length, 'place')}, ${located.length.toLocaleString('en')} with a point. The larger a circle, the more mentions. Outlines and borders as Natural Earth draws them; nothing here takes a position on them.`,
    ),
    h(
      'div',
      { class: 'mapside' },
      h('div', {}, chart.element, detail),
      h('div', { class: 'side' }, h('h2', {}, 'By mentions'), tools, list),
    ),
  ];
}

function worldMap(places, choose) {
  const most = Math.max(1, ...places.map((place) => place.rows.length));
  const circles = places.map((place) => {
    const circle = svg(
      'circle',
      { cx: place.at[0], cy: place.at[1], onclick: () => choose(place) },
      svg('title', {}, `${place.name}: ${plural(place.rows.length, 'mention')}`),
    );
    return { place, circle, size: 3 + 15 * Math.sqrt(place.rows.length / Math.max(most, FEW)) };
  });
  const labels = svg('g', { 'aria-hidden': 'true' });
  const drawing = svg(
    'svg',
    {
      tabindex: 0,
      role: 'img',
      'aria-label':
        'World map of mentioned places. Arrow keys move it, plus and minus zoom, 0 shows all places. The list beside it has the same places.',
    },
    drawOutlines(),
    svg(
      'g',
      {},
      circles.map(({ circle }) => circle),
    ),
    labels,
  );
  const view = { x: 0, y: 0, width: 360 };
  const ratio = () => (drawing.clientHeight || 500) / (drawing.clientWidth || 800);

  const draw = () => {
    view.width = Math.max(0.5, Math.min(400, view.width));
    view.x = Math.max(-200, Math.min(200, view.x));
    view.y = Math.max(-130, Math.min(75, view.y));
    const height = view.width * ratio();
    drawing.setAttribute(
      'viewBox',
      `${view.x - view.width / 2} ${view.y - height / 2} ${view.width} ${height}`,
    );
    const unit = view.width / (drawing.clientWidth || 800);
    for (const { circle, size } of circles) circle.setAttribute('r', size * unit);
    placeLabels(unit, height);
  };

  // Names of the most mentioned places in sight, where they do not cover each other.
  const placeLabels = (unit, height) => {
    const taken = [];
    labels.replaceChildren();
    labels.setAttribute('font-size', 13 * unit);
    for (const { place, size } of circles) {
      const [x, y] = [place.at[0] + (size + 3) * unit, place.at[1] + 4 * unit];
      const box = [x, y - 13 * unit, x + place.name.length * 8 * unit, y + 3 * unit];
      const inSight =
        Math.abs(place.at[0] - view.x) < view.width / 2 &&
        Math.abs(place.at[1] - view.y) < height / 2;
      if (
        !inSight ||
        taken.some(
          (other) =>
            box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1],
        )
      )
        continue;
      taken.push(box);
      labels.append(svg('text', { x, y }, place.name));
      if (taken.length >= LABELS) break;
    }
  };

  const zoom = (factor) => {
    view.width *= factor;
    draw();
  };
  const fit = () => {
    const xs = places.map((place) => place.at[0]);
    const ys = places.map((place) => place.at[1]);
    if (!xs.length) {
      Object.assign(view, { x: 10, y: -25, width: 360 });
      draw();
      return;
    }
    const [left, right, high, low] = [
      Math.min(...xs),
      Math.max(...xs),
      Math.min(...ys),
      Math.max(...ys),
    ];
    Object.assign(view, {
      x: (left + right) / 2,
      y: (high + low) / 2,
      width: Math.min(370, Math.max(8, (right - left) * 1.25, ((low - high) * 1.25) / ratio())),
    });
    draw();
  };
  steer(drawing, view, draw, zoom, fit);
  new ResizeObserver(draw).observe(drawing);
  requestAnimationFrame(() => {
    if (!touched) fit();
  });
  let touched = false;
  const control = (label, sign, act) =>
    h('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, sign);
  const element = h(
    'div',
    { class: 'map' },
    drawing,
    h(
      'div',
      { class: 'zoom' },
      control('Zoom in', '+', () => zoom(0.6)),
      control('Zoom out', '\u2212', () => zoom(1 / 0.6)),
      control('Show all places', 'all', fit),
    ),
  );
  const mark = (chosen) => {
    circles.sort((a, b) => Number(b.place === chosen) - Number(a.place === chosen)); // its name comes first
    for (const { place, circle } of circles) circle.classList.toggle('chosen', place === chosen);
    if (circles[0].place === chosen) circles[0].circle.parentNode.append(circles[0].circle);
    draw();
  };
  const show = (place) => {
    if (!place.at) return;
    touched = true;
    requestAnimationFrame(() => {
      Object.assign(view, { x: place.at[0], y: place.at[1], width: Math.min(view.width, NEAR) });
      draw();
    });
  };
  return { element, mark, show };
}

// Keys, wheel, one finger to move and two to zoom.
function steer(drawing, view, draw, zoom, fit) {
  const fingers = new Map();
  const scale = () => view.width / drawing.clientWidth;
  drawing.addEventListener('keydown', (event) => {
    const step = view.width / 8;
    const acts = {
      ArrowLeft: () => {
        view.x -= step;
      },
      ArrowRight: () => {
        view.x += step;
      },
      ArrowUp: () => {
        view.y -= step;
      },
      ArrowDown: () => {
        view.y += step;
      },
      '+': () => zoom(0.6),
      '=': () => zoom(0.6),
      '-': () => zoom(1 / 0.6),
      0: fit,
    };
    if (!(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
    draw();
  });
  drawing.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const box = drawing.getBoundingClientRect();
      const [dx, dy] = [
        event.clientX - box.left - box.width / 2,
        event.clientY - box.top - box.height / 2,
      ];
      const before = scale();
      view.width = Math.max(0.5, Math.min(400, view.width * (event.deltaY > 0 ? 1.2 : 1 / 1.2)));
      view.x += dx * (before - scale());
      view.y += dy * (before - scale());
      draw();
    },
    { passive: false },
  );
  drawing.addEventListener('pointerdown', (event) => fingers.set(event.pointerId, event));
  drawing.addEventListener('pointermove', (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    if (fingers.size === 1) {
      if (Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) < 3) return;
      drawing.setPointerCapture(event.pointerId);
      view.x -= (event.clientX - last.clientX) * scale();
      view.y -= (event.clientY - last.clientY) * scale();
    } else {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      const span = (one) =>
        Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      view.width *= span(last) / span(event);
    }
    fingers.set(event.pointerId, event);
    draw();
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'])
    drawing.addEventListener(end, (event) => fingers.delete(event.pointerId));
}
