// Dated mentions along time, by year, month or day.

const LENGTHS = { year: 4, month: 7, day: 10 };
const COARSE = {
  year: [],
  month: ['year', 'decade', 'century', 'half'],
  day: ['year', 'decade', 'century', 'half', 'month', 'quarter', 'season'],
};
const MOST_BARS = 400;

const datedRows = () =>
  tables.dates.doc
    .map((_, row) => row)
    .filter(
      (row) => cell('dates', 'start_date', row) && cell('dates', 'timex_type', row) !== 'DURATION',
    );

// The bar after this one: "2021-12" is followed by "2022-01".
function following(bin) {
  const [year, month, day] = bin.split('-').map(Number);
  const pad = (value, width) => String(value).padStart(width, '0');
  if (!month) return pad(year + 1, 4);
  if (!day)
    return month === 12 ? `${pad(year + 1, 4)}-01` : `${pad(year, 4)}-${pad(month + 1, 2)}`;
  const next = new Date(0);
  next.setUTCFullYear(year, month - 1, day + 1);
  return next.toISOString().slice(0, 10);
}

// Where nearly all mentions lie: outliers such as 1648 stay out until asked for.
function usualRange(days) {
  if (!days.length) return ['', ''];
  const at = (share) => days[Math.min(days.length - 1, Math.floor(days.length * share))];
  return [at(0.03).slice(0, 4), at(0.985).slice(0, 4)];
}

function timelineView(name) {
  const rows = datedRows();
  const days = rows.map((row) => cell('dates', 'start_date', row)).sort();
  const [first, last] = usualRange(days);
  const state = {
    unit: Number(last) - Number(first) < 4 ? 'month' : 'year',
    from: first,
    to: last,
    chosen: name,
  };
  const chart = h('div', {});
  const detail = h('section', {});
  const units = h('div', { class: 'buttons', role: 'group', 'aria-label': 'A bar for each' });
  const from = h('input', {
    size: 10,
    value: state.from,
    onchange: () => {
      state.from = from.value.trim();
      draw();
    },
  });
  const to = h('input', {
    size: 10,
    value: state.to,
    onchange: () => {
      state.to = to.value.trim();
      draw();
    },
  });

  const choose = (bin, found) => {
    state.chosen = bin;
    announce(`${bin}: ${plural(found.length, 'mention')}, listed below`);
    for (const bar of chart.querySelectorAll('.bars button'))
      bar.setAttribute('aria-pressed', String(bar.dataset.bin === bin));
    const finer = { year: 'month', month: 'day' }[state.unit];
    detail.replaceChildren(
      h('h2', {}, bin),
      h(
        'p',
        { class: 'count' },
        plural(found.length, 'mention'),
        ' ',
        finer
          ? h('button', { type: 'button', onclick: () => narrow(bin, finer) }, `By ${finer}`)
          : '',
      ),
      quotes('dates', found),
    );
  };
  const narrow = (bin, unit) => {
    Object.assign(state, { unit, from: bin, to: bin });
    from.value = bin;
    to.value = bin;
    draw();
  };

  const draw = () => {
    const { unit } = state;
    units.replaceChildren(
      ...Object.keys(LENGTHS).map((one) =>
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(one === unit),
            onclick: () => {
              state.unit = one;
              draw();
            },
          },
          one,
        ),
      ),
    );
    const fitting = rows.filter(
      (row) => !COARSE[unit].includes(cell('dates', 'granularity', row)),
    );
    const within = (row) => {
      const day = cell('dates', 'start_date', row);
      return day >= state.from && (day <= state.to || day.startsWith(state.to));
    };
    const inside = fitting.filter(within);
    const bins = new Map(
      grouped('dates', (row) => cell('dates', 'start_date', row).slice(0, LENGTHS[unit]), inside),
    );
    const outside = fitting.length - inside.length;
    const coarse = rows.length - fitting.length;
    chart.replaceChildren(
      ...barChart(bins, state.chosen, choose),
      h(
        'p',
        { class: 'note' },
        outside ? `${plural(outside, 'mention')} lie outside these years. ` : '',
        coarse ? `${plural(coarse, 'mention')} name nothing as exact as a ${unit}. ` : '',
        outside
          ? h(
              'button',
              {
                type: 'button',
                onclick: () => {
                  [state.from, state.to] = ['0001', '9999'];
                  from.value = days[0].slice(0, 4);
                  to.value = days[days.length - 1].slice(0, 4);
                  draw();
                },
              },
              'Show all',
            )
          : '',
      ),
    );
    detail.replaceChildren();
    if (bins.has(state.chosen)) choose(state.chosen, bins.get(state.chosen));
  };
  draw();
  return [
    h('h1', {}, 'Timeline of dated mentions'),
    h(
      'p',
      { class: 'note' },
      'The days that texts name, not the days of publication. Choose a bar to read the sentences.',
    ),
    h(
      'div',
      { class: 'tools' },
      h('div', { class: 'field' }, 'A bar for each', units),
      h('label', {}, 'From', from),
      h('label', {}, 'To', to),
    ),
    chart,
    detail,
  ];
}

function barChart(bins, chosen, choose) {
  const names = [...bins.keys()].sort();
  if (!names.length) return [h('p', { class: 'note' }, 'No dated mentions here.')];
  const all = [];
  for (
    let bin = names[0];
    bin <= names[names.length - 1] && all.length < MOST_BARS;
    bin = following(bin)
  )
    all.push(bin);
  const shown = all.length < MOST_BARS ? all : names; // too long a time: only the bars that are there
  const most = Math.max(...[...bins.values()].map((rows) => rows.length));
  const bars = shown.map((bin) => {
    const rows = bins.get(bin) || [];
    if (!rows.length) return h('li', { class: 'none', 'aria-hidden': 'true' });
    const label = `${bin}: ${plural(rows.length, 'mention')}`;
    const bar = h('button', {
      type: 'button',
      title: label,
      'aria-label': label,
      'aria-pressed': String(bin === chosen),
      'data-bin': bin,
      onclick: () => choose(bin, rows),
    });
    bar.style.height = `${Math.max(2, (100 * rows.length) / most)}%`;
    return h('li', {}, bar);
  });
  return [
    h('p', { class: 'count' }, `Highest bar: ${plural(most, 'mention')}`),
    h('ol', { class: 'bars', 'aria-label': 'Mentions along time' }, bars),
    h(
      'p',
      { class: 'axis', 'aria-hidden': 'true' },
      [0, 0.25, 0.5, 0.75, 1].map((share) =>
        h('span', {}, shown[Math.round(share * (shown.length - 1))]),
      ),
    ),
  ];
}
