// What the page holds: the list of documents, the one in sight and its rows.

const IDS = { actors: 'actor_id', places: 'place_id', agreements: 'agreement_id' };
const OFF = 'letters off';
const LAST = 'document'; // a reload of the page goes on there

let about = null;
let list = { total: 0, documents: [] };
let sheet = null; // the document in sight
let rows = [];
let chosen = null; // a row of it
let mode = null; // a SpanMode
let selection = null;
const waiting = new Set(); // keys of rows with a decision under way

const layers = () => ({
  rows,
  gone: sheet.gone,
  selection,
  isPending: (row) => waiting.has(row.key),
});
const keyOfRow = ({ table, start, end }) => `${table}:${start}-${end}`;
const words = (row) => sheet.text.slice(row.start, row.end).replace(/\s+/g, ' ');
const inOrder = (a, b) => a.start - b.start || b.end - a.end;

// Draw again where some spans lie.
function repaint(spans) {
  redraw(spans, layers());
  point(chosen, false);
}

const noteOf = ({ published, decided, reasons }) =>
  [published, decided ? `${decided} decided` : reasons].filter(Boolean).join(' · ');

async function showList(from = 0) {
  const found = await get('waiting', { words: $('words').value, start: from });
  list = { ...found, documents: [...(from ? list.documents : []), ...found.documents] };
  const item = (one) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          'aria-current': one.doc_id === sheet?.document.doc_id ? 'true' : null,
          onclick: () => attempt(() => openDocument(one.doc_id)),
        },
        h('span', {}, one.title),
        h('small', {}, noteOf(one)),
      ),
    );
  const rest = list.total - list.documents.length;
  $('list').replaceChildren(
    ...list.documents.map(item),
    rest
      ? h(
          'li',
          {},
          h(
            'button',
            { type: 'button', onclick: () => attempt(() => showList(list.documents.length)) },
            `${rest.toLocaleString('en')} more`,
          ),
        )
      : '',
  );
}

async function openDocument(doc, at = -1) {
  leaveMode();
  sheet = await get('document', { doc });
  rows = sheet.rows.map((row) => ({ ...row, doc })).sort(inOrder);
  waiting.clear();
  showFields();
  showText(sheet.text, layers());
  for (const one of $('list').querySelectorAll('button'))
    one.toggleAttribute('aria-current', false);
  const place = list.documents.findIndex((one) => one.doc_id === doc);
  $('list').children[place]?.firstChild.setAttribute('aria-current', 'true');
  $('list').children[place]?.scrollIntoView({ block: 'nearest' });
  $('text').focus({ preventScroll: true });
  scrollTo(0, 0);
  choose(
    rows.find((row) => row.start >= at) ?? rows[0],
    `${$('title').textContent}.`,
    `${summary()}.`,
  );
  document.documentElement.dataset.ready = doc;
  sessionStorage.setItem(LAST, doc);
}

function showFields() {
  const { document: of } = sheet;
  $('title').textContent = of.title ?? of.doc_id;
  document.title = `${$('title').textContent} - Review`;
  const facts = ['published', 'source', 'language', 'doc_id'].map((name) => [name, of[name]]);
  if (of.status !== 'ok') facts.push(['status', `${of.status}: ${of.error ?? ''}`]);
  if (of.warnings) facts.push(['warnings', of.warnings.join('; ')]);
  $('facts').replaceChildren(
    ...facts.map(([name, value]) =>
      h('div', {}, h('dt', {}, name.replace('doc_id', 'document')), h('dd', {}, value ?? '-')),
    ),
  );
  $('count').textContent = summary();
  const note = $('list').querySelector('[aria-current] small');
  if (note && sheet.decided) note.textContent = noteOf({ ...of, decided: sheet.decided });
}

function summary() {
  const doubtful = rows.filter(isDoubtful).length;
  return `${plural(rows.length, 'mention')}, ${doubtful} in doubt, ${plural(sheet.decided, 'decision')}`;
}

async function step(by) {
  const at = list.documents.findIndex((one) => one.doc_id === sheet?.document.doc_id);
  if (at + by === list.documents.length && list.documents.length < list.total)
    await showList(list.documents.length);
  const next = list.documents[at + by];
  if (next) await openDocument(next.doc_id);
  else say(by > 0 ? 'This is the last document.' : 'This is the first document.');
}
