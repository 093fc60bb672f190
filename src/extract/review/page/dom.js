// Elements out of names, attributes and texts. A text becomes a text node, never markup.

const $ = (id) => document.getElementById(id);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined),
  );
  return element;
}

const h = (tag, attributes = {}, ...children) =>
  fill(document.createElement(tag), attributes, children);

const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

// What happened, for those who see and those who listen.
function say(...words) {
  $('said').textContent = words.join(' ');
}

// What went wrong. Fast fingers do not wipe it away: a key takes it off after some seconds.
let told = 0;
function complain(words) {
  $('trouble').textContent = words;
  told = Date.now();
}

function forgive() {
  if (Date.now() - told > 3000) complain('');
}

const NAMES = { actors: 'actor', places: 'place', dates: 'date', agreements: 'agreement' };

const nameOf = (row) => row.fields.name ?? row.fields.title ?? row.fields.value ?? '';

// What is below is in doubt.
const UNSURE = 0.75;
const UNSURE_LINK = 0.5;
const isDoubtful = (row) =>
  !row.decided && (row.confidence < UNSURE || (row.link ?? 1) < UNSURE_LINK);

const short = (words) => (words.length > 80 ? `${words.slice(0, 79)}…` : words);

const shown = (value) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));
