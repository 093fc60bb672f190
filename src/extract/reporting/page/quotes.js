// A mention in its sentence, with the way to its document.

const CONTEXT = 160;

// The sentence around a mention, cut where it is long: [before, mention, after].
function sentence(kind, row) {
  const { text } = documents[tables[kind].doc[row]];
  const [start, end] = [number(kind, 'start', row), number(kind, 'end', row)];
  if (!text) return ['', words(kind, row), ''];
  const [first, last] = [number(kind, 'sentence_start', row), number(kind, 'sentence_end', row)];
  const from = start - first <= CONTEXT ? first : nextBlank(text, start - CONTEXT, start);
  const to =
    last - end <= CONTEXT
      ? last
      : end + Math.max(0, text.slice(end, end + CONTEXT).search(/\s\S*$/));
  const before = (from > first ? '... ' : '') + text.slice(from, start);
  const after = text.slice(end, to) + (to < last ? ' ...' : '');
  return [before, text.slice(start, end), after].map((part) => part.replace(/\s+/g, ' '));
}

// Where the next word begins, so that no word is cut.
function nextBlank(text, from, before) {
  const blank = text.slice(from, before).search(/\s/);
  return blank < 0 ? from : from + blank + 1;
}

function quote(kind, row) {
  const one = documents[tables[kind].doc[row]];
  const [before, mention, after] = sentence(kind, row);
  return h(
    'li',
    {},
    h(
      'small',
      {},
      one.published ? `${one.published}  ` : '',
      h('a', { href: linkTo('documents', one.id) }, one.title),
      one.source ? `  ${one.source}` : '',
    ),
    before,
    h('mark', {}, mention),
    after,
  );
}

// Mentions in their sentences, newest document first.
function quotes(kind, rows, step = 30) {
  const day = (row) => documents[tables[kind].doc[row]].published;
  const ordered = [...rows].sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a - b));
  return longList(ordered, (row) => quote(kind, row), { class: 'quotes' }, step);
}

// Names with counts as bars that are readable without them.
function ranks(rows, href = null) {
  const most = Math.max(1, ...rows.map(([, count]) => count));
  return h(
    'ol',
    { class: 'ranks' },
    rows.map(([name, count]) => {
      const track = h('span', { class: 'track' });
      track.style.width = `${(100 * count) / most}%`;
      const shown = href ? h('a', { href: href(name) }, name) : h('span', {}, name);
      return h(
        'li',
        {},
        track,
        h(
          'span',
          { class: 'row' },
          shown,
          h('span', { class: 'number' }, count.toLocaleString('en')),
        ),
      );
    }),
  );
}
