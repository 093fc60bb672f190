// The text in blocks, its mentions marked. Only blocks that change are drawn again.

const BLOCK = /\n[ \t\r]*\n\s*/g;

let text = '';
let blocks = []; // {start, end, element}

function showText(whole, layers) {
  text = whole;
  blocks = [];
  let start = 0;
  for (const gap of [...text.matchAll(BLOCK), { index: text.length, 0: '' }]) {
    blocks.push({ start, end: gap.index, element: h('p', {}) });
    start = gap.index + gap[0].length;
  }
  const spans = sorted(layers);
  for (const block of blocks) draw(block, spans);
  $('text').replaceChildren(...blocks.map((block) => block.element));
}

// Draw again where any of some spans lie.
function redraw(spans, layers) {
  const all = sorted(layers);
  for (const block of blocks) if (spans.some((span) => touches(span, block))) draw(block, all);
}

const touches = (span, block) => span.start <= block.end && span.end >= block.start;

// Spans that are marked, in text order, the longer first: rows, what was rejected, the selection.
function sorted({ rows, gone, selection, isPending }) {
  const spans = rows.map((row) => ({
    start: row.start,
    end: row.end,
    row,
    kind: [
      row.table,
      row.decided ? 'decided' : isDoubtful(row) ? 'doubtful' : '',
      isPending(row) ? 'pending' : '',
    ].join(' '),
  }));
  for (const one of gone) spans.push({ ...one, kind: 'gone' });
  if (selection) spans.push({ ...selection, kind: 'selection' });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function draw(block, spans) {
  const root = block.element;
  root.replaceChildren();
  const open = [{ element: root, end: block.end }];
  let at = block.start;
  const upTo = (place) => {
    while (open.length > 1 && open.at(-1).end <= place) append(open.pop());
    if (place > at) append({ element: open.at(-1).element, end: place });
  };
  const append = ({ element, end }) => {
    if (end <= at) return;
    const node = document.createTextNode(text.slice(at, end));
    node.at = at;
    element.append(node);
    at = end;
  };
  for (const span of spans) {
    if (span.end <= block.start || span.start >= block.end) continue;
    upTo(Math.max(span.start, block.start));
    const around = open.at(-1);
    const element = h('mark', { class: span.kind });
    element.row = span.row;
    around.element.append(element);
    open.push({ element, end: Math.min(span.end, around.end) });
  }
  upTo(block.end);
}

// A row that crosses blocks has several.
const marksOf = (row) =>
  [...document.querySelectorAll('#text mark')].filter((one) => row && one.row === row);

// Mark one row as the one in question, and bring it into sight.
function point(row, isScrolled = true) {
  for (const old of document.querySelectorAll('mark.chosen')) {
    old.classList.remove('chosen');
    old.removeAttribute('id');
  }
  const elements = marksOf(row);
  for (const element of elements) element.classList.add('chosen');
  $('text').toggleAttribute('aria-activedescendant', elements.length > 0);
  if (!elements.length) return;
  elements[0].id = 'chosen';
  $('text').setAttribute('aria-activedescendant', 'chosen');
  if (isScrolled) elements[0].scrollIntoView({ block: 'nearest' });
}

function showSelection() {
  document.querySelector('mark.selection')?.scrollIntoView({ block: 'nearest' });
}

const pend = (row) => marksOf(row).forEach((one) => one.classList.add('pending'));

// What the browser has selected in the text, as offsets; nothing if nothing is.
function selected() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed || !$('text').contains(range.commonAncestorContainer)) return null;
  const { startContainer: from, endContainer: to } = range;
  if (from.at === undefined || to.at === undefined) return null;
  return { start: from.at + range.startOffset, end: to.at + range.endOffset };
}
