// What the page says, and how rows are named in it.

const $ = (id) => document.getElementById(id);

// What happened, for those who see and those who listen; no words turn the next ones round.
function say(...words) {
  const apart = words.filter(Boolean).flatMap((one) => [h('bdi', {}, one), ' ']);
  $('said').replaceChildren(...apart);
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
