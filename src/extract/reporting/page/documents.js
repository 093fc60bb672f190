// Find a document by words, source or status.

let lowered = null; // texts in small letters, made by the first search

function matching(query, source, status) {
  lowered ??= documents.map((one) =>
    `${one.title}\n${one.source}\n${one.id}\n${one.text}`.toLowerCase(),
  );
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  return documents.filter(
    (one) =>
      (!source || one.source === source) &&
      (!status || one.status === status) &&
      parts.every((part) => lowered[one.number].includes(part)),
  );
}

// Where the query stands in the text, for the list: a few words around it.
function snippet(one, query) {
  const part = query.toLowerCase().split(/\s+/).filter(Boolean)[0];
  const at = part ? one.text.toLowerCase().indexOf(part) : -1;
  if (at < 0) return null;
  const from = Math.max(0, at - 50);
  const end = at + part.length;
  return h(
    'small',
    {},
    from ? '... ' : '',
    one.text.slice(from, at),
    h('mark', { class: 'hit' }, one.text.slice(at, end)),
    one.text.slice(end, end + 60),
    ' ...',
  );
}

function documentsView(name) {
  const chosen = documentById.get(name);
  const results = h('div', { class: 'results' });
  const count = h('p', { class: 'count', role: 'status' });
  const draw = () => {
    const [query, source, status] = tools.querySelectorAll('input, select');
    const found = matching(query.value, source.value, status.value);
    count.textContent = plural(found.length, 'document');
    const item = (one) =>
      h(
        'li',
        {},
        h(
          'a',
          { href: linkTo('documents', one.id), 'aria-current': one === chosen ? 'true' : null },
          one.title,
          h(
            'small',
            {},
            [one.published, one.source, one.status === 'ok' ? '' : one.status]
              .filter(Boolean)
              .join('  '),
          ),
          snippet(one, query.value),
        ),
      );
    results.replaceChildren(longList(found, item, { class: 'list' }, 60));
    results.scrollTop = 0;
  };
  const tools = h(
    'div',
    { class: 'tools', role: 'search' },
    search(hasText ? 'Words in title, source or text' : 'Words in title or source', draw),
    choice(
      'Source',
      [
        ['', 'all'],
        ...counted(documents.map((one) => one.source)).map(([source]) => [source, source]),
      ],
      draw,
    ),
    choice(
      'Status',
      [
        ['', 'all'],
        ...counted(documents.map((one) => one.status)).map(([status]) => [status, status]),
      ],
      draw,
    ),
  );
  for (const control of tools.querySelectorAll('input, select')) {
    const key = `documents-${control.tagName}-${control.parentElement.firstChild.textContent}`;
    control.value = kept.get(key) ?? control.value;
    control.addEventListener('input', () => kept.set(key, control.value));
  }
  draw();
  requestAnimationFrame(() => {
    const current = results.querySelector('[aria-current]');
    if (current) results.scrollTop = current.offsetTop - 150;
  });
  const reading = chosen
    ? reader(chosen)
    : h('p', { class: 'note' }, 'Choose a document from the list.');
  return [
    h('h1', { class: chosen ? 'unseen' : '' }, 'Documents'),
    h(
      'div',
      { class: `split${chosen ? ' open' : ''}` },
      h('div', { class: 'side' }, tools, count, results),
      h('div', {}, reading),
    ),
  ];
}

const kept = new Map(); // what was typed into the tools, while the page is open
