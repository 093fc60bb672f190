// Each instrument with its parties, its date and every document that cites it.

// The title most rows give it; the shortest where several are as frequent.
function titleOf(rows) {
  return counted(rows.map((row) => cell('agreements', 'title', row))).sort(
    (a, b) => b[1] - a[1] || a[0].length - b[0].length,
  )[0][0];
}

const said = (rows, column) =>
  [...new Set(rows.map((row) => cell('agreements', column, row)).filter(Boolean))].join(' / ');

// What the inventory knows is shown where it is more than the texts say.
const sameParties = (one, other) =>
  one.split(', ').sort().join() === other.split(', ').sort().join();

function instruments() {
  return grouped(
    'agreements',
    (row) =>
      cell('agreements', 'agreement_id', row) ||
      `${words('agreements', row)}@${tables.agreements.doc[row]}`,
  )
    .map(([id, rows]) => ({
      id,
      rows,
      title: titleOf(rows),
      type: said(rows, 'agreement_type'),
      isVague: cell('agreements', 'identity', rows[0]) === 'vague',
      parties: said(rows, 'parties'),
      date: said(rows, 'date'),
      knownDate: said(rows, 'known_date'),
      knownParties: said(rows, 'known_parties'),
      documents: documentsOf('agreements', rows),
    }))
    .sort((a, b) => b.documents.length - a.documents.length || b.rows.length - a.rows.length);
}

function instrumentCard(one, isOpen) {
  const { rows } = one;
  return h(
    'li',
    {},
    h(
      'article',
      { class: 'instrument' },
      h(
        'header',
        {},
        h('h2', {}, one.title),
        h('span', { class: 'tag' }, one.type),
        h(
          'span',
          { class: 'tag' },
          `${plural(one.documents.length, 'document')}, ${plural(rows.length, 'mention')}`,
        ),
      ),
      facts([
        ['Parties', one.parties],
        ['Date', one.date],
        ['Number', said(rows, 'number')],
        ['Issuer', said(rows, 'issuer')],
        ['Venue', said(rows, 'venue')],
        ['Known date', one.knownDate === one.date ? '' : one.knownDate],
        ['Known parties', sameParties(one.parties, one.knownParties) ? '' : one.knownParties],
        ['Identifier', one.id],
      ]),
      h(
        'details',
        { open: isOpen },
        h(
          'summary',
          {},
          one.documents.length === 1
            ? 'The document that cites it'
            : `The ${one.documents.length} documents that cite it`,
        ),
        quotes('agreements', rows, 50),
      ),
    ),
  );
}

function agreementsView(name) {
  const all = instruments();
  const wanted = all.find((one) => one.id === name);
  const count = h('p', { class: 'count', role: 'status' });
  const list = h('div', {});
  const draw = () => {
    const [query, type, order, vague] = tools.querySelectorAll(
      'input[type=search], select, input[type=checkbox]',
    );
    const text = query.value.toLowerCase();
    const found = all.filter(
      (one) =>
        (vague.checked || !one.isVague || one === wanted) &&
        (!type.value || one.type.split(' / ').includes(type.value)) &&
        `${one.title} ${one.parties} ${one.knownParties} ${one.date} ${one.id}`
          .toLowerCase()
          .includes(text),
    );
    if (order.value === 'date')
      found.sort((a, b) => ((b.date || b.knownDate) > (a.date || a.knownDate) ? 1 : -1));
    if (wanted && !text) found.sort((a, b) => Number(b === wanted) - Number(a === wanted));
    count.textContent = plural(found.length, 'instrument');
    list.replaceChildren(
      longList(
        found,
        (one) => instrumentCard(one, one === wanted),
        { class: 'list plainlist' },
        50,
      ),
    );
  };
  const tools = h(
    'div',
    { class: 'tools' },
    search('Title, party, date', draw),
    choice(
      'Type',
      [
        ['', 'all'],
        ...counted(all.map((one) => one.type))
          .map(([type]) => [type, type])
          .filter(([type]) => !type.includes(' / ')),
      ],
      draw,
    ),
    choice(
      'Order',
      [
        ['documents', 'most cited first'],
        ['date', 'latest first'],
      ],
      draw,
    ),
    h(
      'label',
      { class: 'inline' },
      h('input', { type: 'checkbox', onchange: draw }),
      'Also those that no title, number, date or party identifies',
    ),
  );
  draw();
  return [
    h('h1', {}, 'Agreements that are cited'),
    h(
      'p',
      { class: 'note' },
      'Parties, date, number and venue are what the texts say; "known" is what only the inventory says. A citation is not consent.',
    ),
    tools,
    count,
    list,
  ];
}
