/* The cookie page: what was chosen, in the banner and in the chat, and the chat's own table of what it may keep. */

const labels = { comfort: 'How you left the chat', visits: 'Your visits' };

/** Why a purpose is off, by whoever settled it. */
const reasons = {
  banner: 'you refused it in our banner',
  widget: 'you switched it off in the chat, under “Your privacy”',
  gpc: 'your browser asks us not to (Global Privacy Control)',
  site: 'we do without it',
};

let why = null;

function draw() {
  document.querySelector('#choices').replaceChildren(
    ...categories.map((category) => {
      const row = document.createElement('tr');
      const head = document.createElement('th');
      head.scope = 'row';
      head.textContent = labels[category];
      row.append(head, cell(bannerWords(category)), cell(chatWords(category)));
      return row;
    }),
  );
}

function cell(words) {
  const element = document.createElement('td');
  element.textContent = words;
  return element;
}

function bannerWords(category) {
  if (!CookieConsent.validConsent()) return 'Not answered yet';
  return CookieConsent.acceptedCategory(category) ? 'Yes' : 'No';
}

function chatWords(category) {
  if (why === null) return 'Not asked';
  const [purpose] = purposesOf[category];
  const { allowed, settledBy } = why[purpose];
  if (allowed) return 'On';
  return settledBy === null ? 'Off: nobody said yes' : `Off: ${reasons[settledBy]}`;
}

function ask() {
  void chat
    .then(({ consent }) => consent.explain())
    .then((explained) => {
      why = explained;
      draw();
    });
}

const refresh = () => (why === null ? draw() : ask());

// To ask loads what answers; a page that is only read loads nothing.
document.querySelector('#ask').addEventListener('click', ask);
void chat.then(({ consent }) => consent.on('change', ask));
addEventListener('cc:onConsent', refresh);
addEventListener('cc:onChange', refresh);
draw();

fetch(new URL('storage.html', document.querySelector('script[src$="/loader.js"]').src))
  .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
  .then((table) => (document.querySelector('#storage').innerHTML = table))
  // What the page says instead is there already.
  .catch(() => {});
