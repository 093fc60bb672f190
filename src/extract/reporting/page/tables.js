// The tables as they were put into this page, and what every view asks of them.

const KINDS = ['actors', 'places', 'dates', 'agreements'];
const KIND_NAMES = { actors: 'Actor', places: 'Place', dates: 'Date', agreements: 'Agreement' };
const tables = JSON.parse(document.getElementById('tables').textContent);
const strings = tables.strings;
const about = tables.about;
const hasText = about.texts === 'included';

const word = (number) => (number < 0 || number === undefined ? '' : strings[number]);

// Documents as objects; there are few enough of them.
const documents = tables.documents.doc_id.map((id, number) => {
  const columns = tables.documents;
  return {
    number,
    id: word(id),
    title: word(columns.title[number]) || word(id),
    source: word(columns.source[number]),
    url: word(columns.url[number]),
    published: word(columns.published[number]),
    words: columns.n_words[number],
    status: word(columns.status[number]),
    error: word(columns.error[number]),
    warnings: columns.warnings[number].map(word),
    original: word(columns.near_duplicate_of[number]),
    text: columns.text[number],
  };
});
const documentById = new Map(documents.map((one) => [one.id, one]));

// A cell of a mention table as a reader sees it.
function cell(kind, column, row) {
  const value = tables[kind][column][row];
  if (Array.isArray(value)) return value.map(word).join(', ');
  return value === null ? '' : word(value);
}

const number = (kind, column, row) => tables[kind][column][row];

// Rows of each document, by kind: rowsOf(3).places is [17, 18].
const rowsByDocument = documents.map(() => ({
  actors: [],
  places: [],
  dates: [],
  agreements: [],
}));
for (const kind of KINDS)
  tables[kind].doc.forEach((at, row) => rowsByDocument[at][kind].push(row));

const NAME_COLUMNS = { actors: 'name', places: 'name', dates: 'value', agreements: 'title' };
const words = (kind, row) => word(tables[kind].words[row]);
const nameOf = (kind, row) => cell(kind, NAME_COLUMNS[kind], row) || words(kind, row);

// Rows of a table by a key, the largest group first: [[key, [row, ...]], ...].
function grouped(kind, key, rows = null) {
  const groups = new Map();
  const add = (row) => {
    const name = key(row);
    if (!name) return;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(row);
  };
  if (rows) rows.forEach(add);
  else tables[kind].doc.forEach((_, row) => add(row));
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

const documentsOf = (kind, rows) => [...new Set(rows.map((row) => tables[kind].doc[row]))];

const linkTo = (view, name = '') => `#${view}${name ? `/${encodeURIComponent(name)}` : ''}`;

const COLUMNS_SHOWN = {
  actors: [
    ['Name', 'name'],
    ['Type', 'actor_type'],
    ['Country', 'country_code'],
    ['Office', 'role'],
  ],
  places: [
    ['Name', 'name'],
    ['Feature', 'feature'],
    ['Country', 'country_code'],
    ['Identifier', 'place_id'],
  ],
  dates: [
    ['Value', 'value'],
    ['Type', 'timex_type'],
    ['First day', 'start_date'],
    ['Last day', 'end_date'],
    ['Unit', 'granularity'],
    ['Modifier', 'mod'],
    ['Resolved by', 'anchor'],
  ],
  agreements: [
    ['Title', 'title'],
    ['Type', 'agreement_type'],
    ['Parties', 'parties'],
    ['Date', 'date'],
    ['Number', 'number'],
    ['Issuer', 'issuer'],
    ['Venue', 'venue'],
    ['Known date', 'known_date'],
    ['Known parties', 'known_parties'],
    ['Identity', 'identity'],
    ['Identifier', 'agreement_id'],
  ],
};

function score(value) {
  return value === null ? '' : value.toFixed(2);
}

// Every field of a mention that has a value.
function fieldsOf(kind, row) {
  const point =
    kind === 'places' && number(kind, 'latitude', row) !== null
      ? `${number(kind, 'latitude', row)}, ${number(kind, 'longitude', row)}`
      : '';
  return [
    ...COLUMNS_SHOWN[kind].map(([label, column]) => [label, cell(kind, column, row)]),
    ['Point', point],
    ['Method', cell(kind, 'method', row)],
    ['Confidence', score(number(kind, 'confidence', row))],
    ['Link confidence', score(number(kind, 'link_confidence', row))],
  ];
}
