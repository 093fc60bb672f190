// Find a document and read it with its mentions highlighted.

let lowered = null; // texts in small letters, made by the first search

function matching(query, source, status) {
  lowered ??= documents.map((one) => `${one.title}\n${one.source}\n${one.id}\n${one.text}`.toLowerCase());
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  return documents.filter((one) => (!source || one.source === source) && (!status || one.status === status)
    && parts.every((part) => lowered[one.number].includes(part)));
}

// Where the query stands in the text, for the list: a few words around it.
function snippet(one, query) {
  const part = query.toLowerCase().split(/\s+/).filter(Boolean)[0];
  const at = part ? one.text.toLowerCase().indexOf(part) : -1;
  if (at < 0) return null;
  const from = Math.max(0, at - 50);
  const end = at + part.length;
  return h('small', {}, from ? '... ' : '', one.text.slice(from, at), h('mark', { class: 'hit' }, one.text.slice(at, end)), one.text.slice(end, end + 60), ' ...');
}

function documentsView(name) {
  const chosen = documentById.get(name);
  const results = h('div', { class: 'results' });
  const count = h('p', { class: 'count', role: 'status' });
  const draw = () => {
    const [query, source, status] = tools.querySelectorAll('input, select');
    const found = matching(query.value, source.value, status.value);
    count.textContent = plural(found.length, 'document');
    const item = (one) => h('li', {}, h('a', { href: linkTo('documents', one.id), 'aria-current': one === chosen ? 'true' : null },
      one.title, h('small', {}, [one.published, one.source, one.status === 'ok' ? '' : one.status].filter(Boolean).join('  ')), snippet(one, query.value)));
    results.replaceChildren(longList(found, item, { class: 'list' }, 60));
    results.scrollTop = 0;
  };
  const tools = h('div', { class: 'tools', role: 'search' },
    search(hasText ? 'Words in title, source or text' : 'Words in title or source', draw),
    choice('Source', [['', 'all'], ...counted(documents.map((one) => one.source)).map(([source]) => [source, source])], draw),
    choice('Status', [['', 'all'], ...counted(documents.map((one) => one.status)).map(([status]) => [status, status])], draw));
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
  const reading = chosen ? reader(chosen) : h('p', { class: 'note' }, 'Choose a document from the list.');
  return [
    h('h1', { class: chosen ? 'unseen' : '' }, 'Documents'),
    h('div', { class: `split${chosen ? ' open' : ''}` }, h('div', { class: 'side' }, tools, count, results), h('div', {}, reading)),
  ];
}

const kept = new Map(); // what was typed into the tools, while the page is open

// Mentions of a document in text order, the longer first where two begin together.
function mentionsOf(one) {
  return KINDS.flatMap((kind) => rowsByDocument[one.number][kind].map((row) => ({ kind, row, start: number(kind, 'start', row), end: number(kind, 'end', row) })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

// The text as nodes; a mention that crosses the end of another is cut there.
function markedText(text, mentions) {
  const root = h('div', { class: 'text', lang: 'en' });
  const open = [{ element: root, end: text.length }];
  let at = 0;
  const upTo = (place) => {
    while (open.length > 1 && open[open.length - 1].end <= place) {
      const { element, end } = open.pop();
      if (end > at) { element.append(text.slice(at, end)); at = end; }
    }
    if (place > at) { open[open.length - 1].element.append(text.slice(at, place)); at = place; }
  };
  mentions.forEach((mention, place) => {
    upTo(mention.start);
    const around = open[open.length - 1];
    const element = h('mark', { class: mention.kind, tabindex: place ? -1 : 0, 'data-at': place });
    around.element.append(element);
    open.push({ element, end: Math.min(mention.end, around.end) });
  });
  upTo(text.length);
  return root;
}

function reader(one) {
  const mentions = mentionsOf(one);
  const panel = h('aside', { class: 'panel empty', 'aria-label': 'The mention', 'aria-live': 'polite' }, h('p', { class: 'note' }, 'Point at a mention, or step through them with the arrow keys.'));
  const body = one.text ? markedText(one.text, mentions) : h('p', { class: 'note' }, one.status === 'ok' && !hasText ? 'The text is left out of this file.' : one.error || 'There is no text.');
  const article = h('article', {},
    h('p', { class: 'back' }, h('a', { href: linkTo('documents') }, 'All documents')),
    h('h2', { id: 'doc-title' }, one.title),
    facts([['Identifier', one.id], ['Source', one.source], ['Published', one.published], ['Address', addressOf(one)], ['Status', one.status === 'ok' ? '' : one.status], ['Warnings', one.warnings.join('; ')], ['Nearly repeats', one.original ? h('a', { href: linkTo('documents', one.original) }, one.original) : '']]),
    h('fieldset', { class: 'tools legend' }, h('legend', { class: 'unseen' }, 'Highlight'), KINDS.map((kind) => h('label', { class: 'inline' },
      h('input', { type: 'checkbox', checked: true, onchange: (event) => article.classList.toggle(`no-${kind}`, !event.target.checked) }),
      h('span', { class: `key ${kind}` }, `${kind} ${rowsByDocument[one.number][kind].length}`)))),
    body, mentionTable(mentions));
  if (one.text) stepping(body, mentions, panel);
  return h('div', { class: 'reader' }, article, panel);
}

function addressOf(one) {
  return /^https?:\/\//i.test(one.url) ? h('a', { href: one.url, rel: 'noreferrer noopener', target: '_blank' }, one.url) : one.url;
}

// Hover and focus show a mention in the panel; arrow keys go from one to the next.
function stepping(body, mentions, panel) {
  const marks = [...body.querySelectorAll('mark')];
  let chosen = -1;
  const show = (at) => {
    if (at === chosen) return;
    marks[chosen]?.classList.remove('chosen');
    chosen = at;
    marks[at].classList.add('chosen');
    const { kind, row } = mentions[at];
    panel.classList.remove('empty');
    panel.replaceChildren(
      h('h3', {}, h('span', { class: `key ${kind}` }, KIND_NAMES[kind]), ' ', words(kind, row)),
      facts(fieldsOf(kind, row)), h('p', {}, wayFrom(kind, row)),
      h('button', { type: 'button', class: 'close', onclick: () => panel.classList.add('empty') }, 'Close'));
  };
  const at = (event) => { const mark = event.target.closest('mark'); return mark ? Number(mark.dataset.at) : -1; };
  body.addEventListener('mouseover', (event) => { if (at(event) >= 0) show(at(event)); });
  body.addEventListener('click', (event) => { if (at(event) >= 0) { show(at(event)); panel.classList.remove('empty'); } });
  body.addEventListener('focusin', (event) => {
    marks.forEach((mark) => { mark.tabIndex = -1; });
    event.target.tabIndex = 0;
    show(at(event));
    event.target.scrollIntoView({ block: 'nearest' });
  });
  body.addEventListener('keydown', (event) => {
    const from = at(event);
    const steps = { ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1, Home: 0, End: marks.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    marks[Math.max(0, Math.min(marks.length - 1, steps[event.key]))].focus();
  });
}

// From a mention to the view that gathers its like.
function wayFrom(kind, row) {
  if (kind === 'actors') return h('a', { href: linkTo('together', cell(kind, 'name', row)) }, 'Who else is mentioned with it');
  if (kind === 'places') return h('a', { href: linkTo('map', cell(kind, 'name', row)) }, 'On the map');
  if (kind === 'agreements') return h('a', { href: linkTo('agreements', cell(kind, 'agreement_id', row)) }, 'Every document that cites it');
  return '';
}

// The same mentions as a table, for reading aloud and for print.
function mentionTable(mentions) {
  const rows = mentions.map(({ kind, row }) => h('tr', {}, h('td', {}, KIND_NAMES[kind]), h('td', {}, words(kind, row)), h('td', {}, nameOf(kind, row)),
    h('td', {}, cell(kind, 'method', row)), h('td', { class: 'number' }, score(number(kind, 'confidence', row)))));
  return h('details', { open: !hasText }, h('summary', {}, `${plural(mentions.length, 'mention')} as a table`), h('div', { class: 'scroll' }, h('table', {},
    h('caption', { class: 'unseen' }, 'Mentions of this document'),
    h('thead', {}, h('tr', {}, ['Kind', 'Words', 'Name or value', 'Method', 'Confidence'].map((name) => h('th', { scope: 'col' }, name)))), h('tbody', {}, rows))));
}
