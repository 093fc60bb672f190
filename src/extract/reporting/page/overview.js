// How much there is, what is most mentioned, and what went wrong.

const SHOWN = 10;

function card(count, label) {
  return h('li', {}, h('strong', {}, count.toLocaleString('en')), h('span', {}, label));
}

function counted(values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function top(title, rows, href) {
  const content = rows.length
    ? ranks(rows.slice(0, SHOWN), href)
    : h('p', { class: 'note' }, 'None.');
  return h('section', { class: 'card' }, h('h2', {}, title), content);
}

function troubles() {
  const failed = documents.filter((one) => one.status !== 'ok');
  const doubtful = documents.filter((one) => one.warnings.length);
  if (!failed.length && !doubtful.length)
    return h(
      'section',
      { class: 'card' },
      h('h2', {}, 'Failures and warnings'),
      h('p', { class: 'note' }, 'None: every document was read.'),
    );
  const line = (one, what) =>
    h(
      'tr',
      {},
      h('td', {}, h('a', { href: linkTo('documents', one.id) }, one.id)),
      h('td', {}, h('span', { class: what === 'warning' ? '' : 'bad' }, what)),
      h('td', {}, what === 'warning' ? one.warnings.join('; ') : one.error),
    );
  const rows = [
    ...failed.map((one) => line(one, one.status)),
    ...doubtful.map((one) => line(one, 'warning')),
  ];
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'Failures and warnings'),
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        {},
        h('caption', { class: 'unseen' }, 'Documents that could not be used, and warnings'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['Document', 'Status', 'Reason'].map((name) => h('th', { scope: 'col' }, name)),
          ),
        ),
        h('tbody', {}, rows.slice(0, 200)),
      ),
    ),
    rows.length > 200
      ? h('p', { class: 'note' }, `And ${rows.length - 200} more, see documents.csv.`)
      : null,
  );
}

function overview() {
  const days = documents
    .map((one) => one.published)
    .filter(Boolean)
    .sort();
  const total = documents.reduce((sum, one) => sum + (one.status === 'ok' ? one.words : 0), 0);
  const read = documents.filter((one) => one.status === 'ok').length;
  const copies = documents.filter((one) => one.original).length;
  const spread = (kind, key) =>
    grouped(kind, key)
      .map(([name, rows]) => [name, documentsOf(kind, rows).length])
      .sort((a, b) => b[1] - a[1]);
  const instruments = new Map(
    grouped('agreements', (row) => cell('agreements', 'agreement_id', row)),
  );
  const cited = [...instruments].filter(
    ([, rows]) => cell('agreements', 'identity', rows[0]) !== 'vague',
  );
  const titles = new Map(cited.map(([id, rows]) => [titleOf(rows), id]));
  return [
    h('h1', {}, 'Overview'),
    h(
      'p',
      { class: 'note' },
      days.length ? `Published from ${days[0]} to ${days[days.length - 1]}. ` : '',
      copies ? `${plural(copies, 'text')} nearly repeat${copies === 1 ? 's' : ''} another. ` : '',
      hasText ? '' : 'Texts and sentences are left out of this file.',
    ),
    h(
      'ul',
      { class: 'cards' },
      card(documents.length, 'documents'),
      card(documents.length - read, 'not read'),
      card(total, 'words'),
      KINDS.map((kind) => card(tables[kind].doc.length, `mentions of ${kind}`)),
      card(instruments.size, 'instruments'),
    ),
    h(
      'div',
      { class: 'grid' },
      top(
        'Actors, by documents',
        spread('actors', (row) => cell('actors', 'name', row)),
        (name) => linkTo('together', name),
      ),
      top(
        'Places, by documents',
        spread('places', (row) => cell('places', 'name', row)),
        (name) => linkTo('map', name),
      ),
      top(
        'Agreements, by documents',
        cited
          .map(([, rows]) => [titleOf(rows), documentsOf('agreements', rows).length])
          .sort((a, b) => b[1] - a[1]),
        (name) => linkTo('agreements', titles.get(name)),
      ),
      top('Sources', counted(documents.map((one) => one.source))),
      top(
        'Documents by year',
        counted(documents.map((one) => one.published.slice(0, 4))).sort((a, b) =>
          a[0] < b[0] ? 1 : -1,
        ),
      ),
      top('Documents by status', counted(documents.map((one) => one.status))),
    ),
    h('div', { class: 'spaced' }, troubles()),
    h(
      'p',
      { class: 'note' },
      'The tables hold what texts say, not what is true. A citation is not consent, and what stands in one sentence is mentioned together, not more.',
    ),
  ];
}
