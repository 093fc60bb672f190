// Elements out of names, attributes and texts. A text becomes a text node, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(
    ...children.flat(2).filter((child) => child !== null && child !== undefined && child !== ''),
  );
  return element;
}

// h('p', {class: 'note'}, 'text', h('b', {}, 'more'))
function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

// A fact list: [['Source', 'wire'], ['Url', '']] without its empty ones.
function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return h(
    'dl',
    {},
    shown.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}

const plural = (count, one, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

// The first rows of a long list and a button for more; `draw` makes one row.
function longList(rows, draw, attributes, step = 100) {
  const list = h('ul', attributes);
  const button = h('button', { type: 'button' });
  let shown = 0;
  const more = () => {
    const first = shown;
    list.append(...rows.slice(shown, shown + step).map(draw));
    shown = Math.min(rows.length, shown + step);
    button.textContent = `Show more (${(rows.length - shown).toLocaleString('en')} left)`;
    button.parentElement.hidden = shown >= rows.length;
    if (first) (list.children[first].querySelector('a, button') || list).focus();
  };
  button.addEventListener('click', more);
  const box = h('div', {}, list, h('p', { class: 'more' }, button));
  more();
  return box;
}

// Say to those who listen what changed elsewhere on the page.
function announce(text) {
  document.getElementById('said').textContent = text;
}

// Call after the reader has stopped typing.
function settled(act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 150);
  };
}

const search = (label, act) =>
  h(
    'label',
    {},
    label,
    h('input', {
      type: 'search',
      oninput: settled(act),
      autocomplete: 'off',
      spellcheck: 'false',
    }),
  );

function choice(label, options, act) {
  const select = h(
    'select',
    { onchange: act },
    options.map(([value, shown]) => h('option', { value }, shown)),
  );
  return h('label', {}, label, select);
}
