// One document: its text with the mentions highlighted, their fields, and the same as a table.

// Mentions of a document in text order, the longer first where two begin together.
function mentionsOf(one) {
  return KINDS.flatMap((kind) =>
    rowsByDocument[one.number][kind].map((row) => ({
      kind,
      row,
      start: number(kind, 'start', row),
      end: number(kind, 'end', row),
    })),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
}

// The text as nodes; a mention that crosses the end of another is cut there.
function markedText(text, mentions) {
  const root = h('div', { class: 'text', lang: 'en' });
  const open = [{ element: root, end: text.length }];
  let at = 0;
  const upTo = (place) => {
    while (open.length > 1 && open[open.length - 1].end <= place) {
      const { element, end } = open.pop();
      if (end > at) {
        element.append(text.slice(at, end));
        at = end;
      }
    }
    if (place > at) {
      open[open.length - 1].element.append(text.slice(at, place));
      at = place;
    }
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
  const panel = h(
    'aside',
    { class: 'panel empty', 'aria-label': 'The mention', 'aria-live': 'polite' },
    h('p', { class: 'note' }, 'Point at a mention, or step through them with the arrow keys.'),
  );
  const body = one.text
    ? markedText(one.text, mentions)
    : h(
        'p',
        { class: 'note' },
        one.status === 'ok' && !hasText
          ? 'The text is left out of this file.'
          : one.error || 'There is no text.',
      );
  const article = h(
    'article',
    {},
    h('p', { class: 'back' }, h('a', { href: linkTo('documents') }, 'All documents')),
    h('h2', { id: 'doc-title' }, one.title),
    facts([
      ['Identifier', one.id],
      ['Source', one.source],
      ['Published', one.published],
      ['Address', addressOf(one)],
      ['Status', one.status === 'ok' ? '' : one.status],
      ['Warnings', one.warnings.join('; ')],
      [
        'Nearly repeats',
        one.original ? h('a', { href: linkTo('documents', one.original) }, one.original) : '',
      ],
    ]),
    h(
      'fieldset',
      { class: 'tools legend' },
      h('legend', { class: 'unseen' }, 'Highlight'),
      KINDS.map((kind) =>
        h(
          'label',
          { class: 'inline' },
          h('input', {
            type: 'checkbox',
            checked: true,
            onchange: (event) => article.classList.toggle(`no-${kind}`, !event.target.checked),
          }),
          h(
            'span',
            { class: `key ${kind}` },
            `${kind} ${rowsByDocument[one.number][kind].length}`,
          ),
        ),
      ),
    ),
    body,
    mentionTable(mentions),
  );
  if (one.text) stepping(body, mentions, panel);
  return h('div', { class: 'reader' }, article, panel);
}

function addressOf(one) {
  return /^https?:\/\//i.test(one.url)
    ? h('a', { href: one.url, rel: 'noreferrer noopener', target: '_blank' }, one.url)
    : one.url;
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
      facts(fieldsOf(kind, row)),
      h('p', {}, wayFrom(kind, row)),
      h(
        'button',
        { type: 'button', class: 'close', onclick: () => panel.classList.add('empty') },
        'Close',
      ),
    );
  };
  const at = (event) => {
    const mark = event.target.closest('mark');
    return mark ? Number(mark.dataset.at) : -1;
  };
  body.addEventListener('mouseover', (event) => {
    if (at(event) >= 0) show(at(event));
  });
  body.addEventListener('click', (event) => {
    if (at(event) >= 0) {
      show(at(event));
      panel.classList.remove('empty');
    }
  });
  body.addEventListener('focusin', (event) => {
    marks.forEach((mark) => {
      mark.tabIndex = -1;
    });
    event.target.tabIndex = 0;
    show(at(event));
    event.target.scrollIntoView({ block: 'nearest' });
  });
  body.addEventListener('keydown', (event) => {
    const from = at(event);
    const steps = {
      ArrowRight: from + 1,
      ArrowDown: from + 1,
      ArrowLeft: from - 1,
      ArrowUp: from - 1,
      Home: 0,
      End: marks.length - 1,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    marks[Math.max(0, Math.min(marks.length - 1, steps[event.key]))].focus();
  });
}

// From a mention to the view that gathers its like.
function wayFrom(kind, row) {
  if (kind === 'actors')
    return h(
      'a',
      { href: linkTo('together', cell(kind, 'name', row)) },
      'Who else is mentioned with it',
    );
  if (kind === 'places')
    return h('a', { href: linkTo('map', cell(kind, 'name', row)) }, 'On the map');
  if (kind === 'agreements')
    return h(
      'a',
      { href: linkTo('agreements', cell(kind, 'agreement_id', row)) },
      'Every document that cites it',
    );
  return '';
}

// The same mentions as a table, for reading aloud and for print.
function mentionTable(mentions) {
  const rows = mentions.map(({ kind, row }) =>
    h(
      'tr',
      {},
      h('td', {}, KIND_NAMES[kind]),
      h('td', {}, words(kind, row)),
      h('td', {}, nameOf(kind, row)),
      h('td', {}, cell(kind, 'method', row)),
      h('td', { class: 'number' }, score(number(kind, 'confidence', row))),
    ),
  );
  return h(
    'details',
    { open: !hasText },
    h('summary', {}, `${plural(mentions.length, 'mention')} as a table`),
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        {},
        h('caption', { class: 'unseen' }, 'Mentions of this document'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['Kind', 'Words', 'Name or value', 'Method', 'Confidence'].map((name) =>
              h('th', { scope: 'col' }, name),
            ),
          ),
        ),
        h('tbody', {}, rows),
      ),
    ),
  );
}
