// Who is mentioned with whom, by sentence.

const MATRIX = 14;

let pairsCache = null;

// For every actor, the others of its sentences: Map name -> Map other -> rows of the actor.
function pairs() {
  if (pairsCache) return pairsCache;
  const sentences = new Map();
  tables.actors.doc.forEach((at, row) => {
    const key = `${at}:${number('actors', 'sentence_start', row)}`;
    if (!sentences.has(key)) sentences.set(key, new Map());
    const names = sentences.get(key);
    if (!names.has(cell('actors', 'name', row))) names.set(cell('actors', 'name', row), row);
  });
  pairsCache = new Map();
  for (const names of sentences.values()) {
    for (const [one, row] of names) {
      if (!pairsCache.has(one)) pairsCache.set(one, new Map());
      const others = pairsCache.get(one);
      for (const other of names.keys()) {
        if (other === one) continue;
        if (!others.has(other)) others.set(other, []);
        others.get(other).push(row);
      }
    }
  }
  return pairsCache;
}

function togetherView(name) {
  const actors = grouped('actors', (row) => cell('actors', 'name', row));
  const counts = new Map(actors.map(([actor, rows]) => [actor, rows.length]));
  const chosen = counts.has(name) ? name : '';
  const detail = h('section', {});
  const list = h('div', { class: 'results short' });
  const draw = () => {
    const query = tools.querySelector('input').value.toLowerCase();
    const item = ([actor, rows]) =>
      h(
        'li',
        {},
        h(
          'a',
          { href: linkTo('together', actor), 'aria-current': actor === chosen ? 'true' : null },
          actor,
          h(
            'small',
            {},
            `${cell('actors', 'actor_type', rows[0])}, ${plural(rows.length, 'mention')}`,
          ),
        ),
      );
    list.replaceChildren(
      longList(
        actors.filter(([actor]) => actor.toLowerCase().includes(query)),
        item,
        { class: 'list' },
        60,
      ),
    );
  };
  const tools = h('div', { class: 'tools' }, search('Find an actor', draw));
  draw();
  const showPair = (one, other) => {
    const rows = pairs().get(one)?.get(other) || [];
    detail.replaceChildren(
      h('h2', {}, `${one} and ${other}`),
      h('p', { class: 'count' }, plural(rows.length, 'sentence')),
      quotes('actors', rows),
    );
    announce(`${one} and ${other}: ${plural(rows.length, 'sentence')}, listed below`);
    detail.scrollIntoView({ block: 'nearest' });
  };
  const content = chosen
    ? partners(chosen, counts, showPair)
    : [
        h('h2', {}, 'The most mentioned, with each other'),
        matrix(
          actors.slice(0, MATRIX).map(([actor]) => actor),
          showPair,
        ),
      ];
  return [
    h('h1', {}, 'Who is mentioned with whom'),
    h(
      'p',
      { class: 'note' },
      'Two actors count as mentioned together where one sentence names both. That says nothing about what they did.',
    ),
    h(
      'div',
      { class: `split${chosen ? ' open' : ''}` },
      h('div', { class: 'side' }, tools, list),
      h('div', {}, content, detail),
    ),
  ];
}

function partners(name, counts, showPair) {
  const others = [...(pairs().get(name) || [])]
    .map(([other, rows]) => [other, rows])
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const own = tables.actors.doc
    .map((_, row) => row)
    .filter((row) => cell('actors', 'name', row) === name);
  const line = ([other, rows]) =>
    h(
      'li',
      {},
      h(
        'span',
        { class: 'row' },
        h(
          'button',
          { type: 'button', class: 'plain', onclick: () => showPair(name, other) },
          other,
        ),
        h(
          'span',
          { class: 'number' },
          `${plural(rows.length, 'sentence')}, ${plural(documentsOf('actors', rows).length, 'document')}`,
        ),
      ),
    );
  return [
    h('p', {}, h('a', { href: linkTo('together') }, 'All actors')),
    h('h2', {}, name),
    h(
      'p',
      { class: 'count' },
      `${plural(counts.get(name), 'mention')}, with ${plural(others.length, 'other')}`,
    ),
    others.length
      ? longList(others, line, { class: 'ranks' }, 40)
      : h('p', { class: 'note' }, 'No other actor stands in one of its sentences.'),
    h('details', {}, h('summary', {}, `Every mention of ${name}`), quotes('actors', own)),
  ];
}

function matrix(names, showPair) {
  const count = (one, other) => (pairs().get(one)?.get(other) || []).length;
  const most = Math.max(1, ...names.flatMap((one) => names.map((other) => count(one, other))));
  const square = (one, other) => {
    const value = one === other ? 0 : count(one, other);
    if (!value) return h('td', {});
    const label = `${one} and ${other}: ${plural(value, 'sentence')}`;
    const button = h(
      'button',
      { type: 'button', title: label, 'aria-label': label, onclick: () => showPair(one, other) },
      String(value),
    );
    button.style.setProperty('--share', `${Math.round(10 + (38 * value) / most)}%`);
    return h('td', {}, button);
  };
  return h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      { class: 'matrix' },
      h('caption', { class: 'unseen' }, 'Sentences that name both actors'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          names.map((name) => h('th', { scope: 'col', title: name }, h('span', {}, name))),
        ),
      ),
      h(
        'tbody',
        {},
        names.map((one) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row', title: one }, one),
            names.map((other) => square(one, other)),
          ),
        ),
      ),
    ),
  );
}
