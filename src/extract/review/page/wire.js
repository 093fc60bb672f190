// Talk with the server. A decision stays in the outbox until the server has it on disk.

const KEPT = 'outbox'; // survives a reload of the page
const outbox = JSON.parse(sessionStorage.getItem(KEPT) || '[]');
let isPumping = false;
let last = 0;
let onAnswer = () => {};
let onRefusal = () => {};

async function get(path, asked = {}, signal = undefined) {
  const answer = await fetch(`${path}?${new URLSearchParams(asked)}`, { signal });
  const body = await answer.json().catch(() => ({ error: `the server says ${answer.status}` }));
  if (!answer.ok) throw new Error(body.error);
  return body;
}

// Called with each request and its answer, or with the reason why it cannot be.
function listen(answered, refused) {
  onAnswer = answered;
  onRefusal = refused;
  pump();
}

// When a key was pressed; never the same moment twice.
function now() {
  last = Math.max(Date.now(), last + 1);
  return new Date(last).toISOString();
}

function send(path, request) {
  outbox.push({ path, body: { ...request, time: now() } });
  pump();
  keep(); // last: a full storage is no reason not to send
}

function keep() {
  sessionStorage.setItem(KEPT, JSON.stringify(outbox));
  const count = outbox.length;
  $('saved').textContent = count ? `${count} not saved yet` : 'All saved';
  $('saved').classList.toggle('bad', count > 3);
}

async function pump() {
  if (isPumping) return;
  isPumping = true;
  for (let tries = 0; outbox.length;) {
    const trouble = await deliver(outbox[0]);
    if (trouble) {
      complain(`Not saved yet: ${trouble} Your decisions wait here; trying again.`);
      await new Promise((resolve) => setTimeout(resolve, Math.min(4000, 250 * 2 ** tries++)));
    } else if (tries) {
      complain('');
      tries = 0;
    }
  }
  isPumping = false;
}

// Why a request must be tried again; nothing once it is answered.
async function deliver(request) {
  let answer, body;
  try {
    answer = await fetch(request.path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request.body),
    });
    body = await answer.json().catch(() => null);
  } catch {
    return 'the server does not answer.';
  }
  if (answer.status === 403) return 'this is another start of `extract review`: open its address.';
  if (answer.status > 500 || (answer.ok && !body)) return body?.error ?? 'it broke off.';
  outbox.shift();
  keep();
  try {
    if (answer.ok) await onAnswer(request, body);
    else onRefusal(request, body?.error ?? `The server failed: ${answer.status}.`);
  } catch (error) {
    complain(error.message); // what is drawn wrong must not keep the next decision waiting
  }
  return '';
}

addEventListener('beforeunload', (event) => {
  if (outbox.length) event.preventDefault();
});
