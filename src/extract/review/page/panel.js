// The mention in question: its fields, what can be done with it, and the places it may mean.

const WAIT = 150; // milliseconds on a place before its candidates are asked for
const ACTS = ['accept', 'reject', 'relabel', 'edges', 'link', 'merge'];
const LABELS = {
  relabel: 'Type',
  add: 'New mention',
  complete: 'Accept the rest',
  previousDocument: 'Previous',
  nextDocument: 'Next',
};

const SAID = new Set(['name', 'title']); // in the head of the panel

let candidates = [];
let asking = null;
let timer = 0;

const button = (act, run) =>
  h(
    'button',
    { type: 'button', title: KEYS.find(([, name]) => name === act)[2], onclick: () => run(act) },
    h('kbd', {}, keyOf(act)),
    LABELS[act] ?? act[0].toUpperCase() + act.slice(1),
  );

const score = (value, least) =>
  h(
    'span',
    { class: value < least ? 'bad' : null },
    `${value.toFixed(2)}${value < least ? ', in doubt' : ''}`,
  );

function showPanel(row, words, place, run) {
  clearTimeout(timer);
  asking?.abort();
  candidates = [];
  if ($('panel').contains(document.activeElement)) $('text').focus({ preventScroll: true });
  if (!row) {
    $('panel').replaceChildren(h('p', { class: 'note' }, 'No mention is chosen.'));
    return;
  }
  const facts = [
    ['Type', row.type],
    ...Object.entries(row.fields).filter(([name, value]) => !SAID.has(name) && value !== row.type),
    ['Confidence', score(row.confidence, UNSURE)],
    ['Link', row.link === null ? '' : score(row.link, UNSURE_LINK)],
    ['Made by', row.method],
  ];
  const more = h('div', { id: 'candidates' });
  $('panel').replaceChildren(
    h('p', { class: 'note' }, place),
    h('h2', {}, h('span', { class: `tag ${row.table}` }, NAMES[row.table]), ' ', words),
    h('p', { class: 'name' }, nameOf(row) === words ? null : nameOf(row)),
    h(
      'div',
      { class: 'buttons' },
      ACTS.map((act) => button(act, run)),
    ),
    h(
      'dl',
      {},
      facts
        .filter(([name, value]) => value !== '' && value !== undefined)
        .map(([name, value]) => [
          h('dt', {}, name.replaceAll('_', ' ')),
          h('dd', {}, value instanceof Node ? value : shown(value)),
        ]),
    ),
    more,
  );
  $('panel').scrollTop = 0;
  if (row.table === 'places') timer = setTimeout(() => askFor(row, more, run), WAIT);
}

async function askFor(row, box, run) {
  asking = new AbortController();
  const { signal } = asking;
  const late = setTimeout(() => box.replaceChildren(h('p', { class: 'note' }, 'Weighing …')), 400);
  try {
    const found = await get('places', { doc: row.doc, start: row.start }, signal);
    if (signal.aborted) return;
    candidates = found;
    await showCandidates(row, box, run);
  } catch (error) {
    if (error.name !== 'AbortError') complain(`Candidates: ${error.message}`);
  } finally {
    clearTimeout(late);
  }
}

async function showCandidates(row, box, run) {
  const numbered = candidates.map(({ fields }, at) => ({
    ...fields,
    label: at + 1,
    title: `${at + 1} ${fields.name}, ${fields.country_code ?? ''}`,
    chosen: fields.place_id === row.fields.place_id,
  }));
  const { name, latitude, longitude } = row.fields;
  if (latitude !== undefined && !numbered.some((one) => one.chosen))
    numbered.push({ latitude, longitude, label: '•', title: `now: ${name}`, chosen: true });
  const list = h(
    'ol',
    {},
    candidates.map((one, at) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            onclick: () => run('choose', at + 1),
            class: numbered[at].chosen ? 'chosen' : null,
          },
          h('kbd', {}, at + 1),
          describe(one),
        ),
      ),
    ),
  );
  const drawing = numbered.length ? await map(numbered) : null;
  box.replaceChildren(
    h('h3', {}, candidates.length ? 'It may mean' : 'No place of this name is known'),
    list,
    drawing ?? '',
  );
}

function describe({ fields, share, people }) {
  const many = people ? `, ${people.toLocaleString('en')} people` : '';
  const likely = share ? `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} % ` : '';
  return `${likely}${fields.name}, ${fields.country_code ?? 'no country'} ${fields.feature}${many}`;
}

const candidate = (number) => candidates[number - 1];
const zoomMap = (factor) => zoom(factor, document.querySelector('#candidates svg'));
