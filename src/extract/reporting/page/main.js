// One view at a time, named by the address after #, so that the browser's back button works.

const VIEWS = [
  ['overview', 'Overview', overview],
  ['documents', 'Documents', documentsView],
  ['map', 'Map', mapView],
  ['timeline', 'Timeline', timelineView],
  ['together', 'Together', togetherView],
  ['agreements', 'Agreements', agreementsView],
];

function show() {
  const [view, ...rest] = location.hash.slice(1).split('/');
  const [id, title, draw] = VIEWS.find(([known]) => known === view) || VIEWS[0];
  let name = rest.join('/');
  try {
    name = decodeURIComponent(name);
  } catch {
    /* a broken address names nothing */
  }
  document
    .getElementById('nav')
    .replaceChildren(
      ...VIEWS.map(([known, label]) =>
        h(
          'li',
          {},
          h('a', { href: linkTo(known), 'aria-current': known === id ? 'page' : null }, label),
        ),
      ),
    );
  const main = document.getElementById('main');
  main.replaceChildren(...draw(name).flat().filter(Boolean));
  main.dataset.view = id;
  document
    .querySelector('nav [aria-current]')
    .scrollIntoView({ inline: 'nearest', block: 'nearest' });
  document.title = `${title} - ${document.querySelector('.brand').textContent}`;
  return main;
}

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address names the view and must stay
  document.getElementById('main').focus();
});
addEventListener('hashchange', () => {
  show().focus({ preventScroll: true });
  scrollTo(0, 0);
});
addEventListener('beforeprint', () =>
  document.querySelectorAll('main details').forEach((one) => {
    one.open = true;
  }),
);
document
  .getElementById('foot')
  .append(
    `Made by press-extract ${about.version}${about.run_id ? `, run ${about.run_id}` : ''}. Outlines: Natural Earth (public domain). Places: GeoNames, CC BY 4.0. This file asks no server for anything.`,
  );
show();
document.documentElement.dataset.ready = 'true';
