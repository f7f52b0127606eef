/*
 * Joins the site's banner (CookieConsent) to the chat (handlr.consent), both ways. Without either, the other works alone.
 *
 * The banner's choice reaches the chat as the banner's word. What the visitor switches off in the chat, under "Your privacy",
 * is switched off in the banner too; but then it is the chat's word, so the banner is silent about it towards the chat, and
 * the visitor can switch it on again in the chat. The banner keeps note of that in its own cookie.
 */

/** The banner's categories, and the purposes of the chat that each stands for. */
const purposesOf = { comfort: ['functionality'], visits: ['history'] };
const categories = Object.keys(purposesOf);

/** Resolves once the chat's script has run. */
const chat = new Promise((resolve) => {
  const answer = () => resolve(window.handlr);
  if (window.handlr?.open) answer();
  else document.querySelector('script[src$="/loader.js"]')?.addEventListener('load', answer);
});

/** Whether the banner changes right now because the chat did. */
let isHearing = false;

const leftToChat = () => CookieConsent.getCookie('data')?.leftToChat ?? [];
const leaveToChat = (list) => CookieConsent.setCookieData({ value: { leftToChat: list }, mode: 'overwrite' });

async function tellChat() {
  const word = (category) => {
    if (leftToChat().includes(category)) return 'silent';
    return CookieConsent.acceptedCategory(category) ? 'granted' : 'denied';
  };
  const words = categories.flatMap((category) => purposesOf[category].map((purpose) => [purpose, word(category)]));
  const { consent } = await chat;
  consent.set(Object.fromEntries(words));
}

async function hearChat() {
  // A banner that was not answered is not answered in the visitor's name.
  if (!CookieConsent.validConsent()) return;
  const why = await (await chat).consent.explain();
  const isAllowed = (category) => purposesOf[category].every((purpose) => why[purpose].allowed);
  // What the browser's privacy signal or the site itself denies is no choice that was made in the chat.
  const isOthers = (category) => purposesOf[category].some((purpose) => /gpc|site/.test(why[purpose].settledBy));
  const isAccepted = (category) => CookieConsent.acceptedCategory(category);

  const off = categories.filter((each) => isAccepted(each) && !isAllowed(each) && !isOthers(each));
  const on = leftToChat().filter(isAllowed);
  if (off.length + on.length === 0) return;
  isHearing = true;
  leaveToChat([...leftToChat(), ...off].filter((each) => !on.includes(each)));
  CookieConsent.acceptCategory(
    ['necessary', ...categories].filter((each) => on.includes(each) || (isAccepted(each) && !off.includes(each))),
  );
  isHearing = false;
}

CookieConsent.run({
  // Otherwise it hides from automated browsers, and so from the tests of this example.
  hideFromBots: false,
  guiOptions: {
    // At the top of a narrow screen: the chat's button is at the bottom, and works without an answer to the banner.
    consentModal: { layout: 'box', position: matchMedia('(width < 640px)').matches ? 'top center' : 'bottom left' },
    preferencesModal: { layout: 'box' },
  },
  categories: { necessary: { readOnly: true }, comfort: {}, visits: {} },
  onConsent: tellChat,
  onChange({ changedCategories }) {
    if (!isHearing) leaveToChat(leftToChat().filter((each) => !changedCategories.includes(each)));
    return tellChat();
  },
  language: {
    default: 'en',
    translations: {
      en: {
        consentModal: {
          title: 'May the ferry remember you?',
          description: 'Nothing is kept about you unless you say so here. The chat works either way.',
          acceptAllBtn: 'Yes',
          acceptNecessaryBtn: 'No',
          showPreferencesBtn: 'Choose',
        },
        preferencesModal: {
          title: 'What may be kept',
          acceptAllBtn: 'Yes to all',
          acceptNecessaryBtn: 'No to all',
          savePreferencesBtn: 'Save',
          closeIconLabel: 'Close',
          sections: [
            { title: 'What has to be', description: 'Your answer here.', linkedCategory: 'necessary' },
            {
              title: 'How you left the chat',
              description: 'Whether the chat box was open, for your next visit.',
              linkedCategory: 'comfort',
            },
            {
              title: 'Your visits',
              description: 'A random mark by which whoever answers knows you again, and which pages you saw.',
              linkedCategory: 'visits',
            },
          ],
        },
      },
    },
  },
});

void chat.then(({ consent }) => consent.on('change', hearChat));
