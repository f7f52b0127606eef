import type { Page } from '../render-page.ts';

export const cookiesPage: Page = {
  path: '/cookies',
  title: 'Cookies',
  description: 'What you agreed to, in our banner and in the chat, and all that the chat may keep on your device.',
  scripts: ['/cookies.js'],
  content: `
<section class="intro">
  <h1>Cookies</h1>
  <p class="lede">Our banner and the chat agree with each other. What you refuse in either is refused in both.</p>
</section>
<section aria-labelledby="choice">
  <h2 id="choice">What you chose</h2>
  <div class="wide" role="group" aria-labelledby="choice" tabindex="0">
  <table>
    <thead><tr><th scope="col">For what</th><th scope="col">Our banner</th><th scope="col">The chat</th></tr></thead>
    <tbody id="choices"></tbody>
  </table>
  </div>
  <p class="actions">
    <button class="button" type="button" data-cc="show-preferencesModal">Change in the banner</button>
    <button class="button quiet" type="button" id="ask">Ask the chat</button>
  </p>
</section>
<section aria-labelledby="kept">
  <h2 id="kept">What the chat may keep</h2>
  <p>This table comes from the chat itself, so it is always as the chat is.</p>
  <div class="wide" role="group" aria-labelledby="kept" tabindex="0" id="storage">
  <p class="soft">It could not be loaded.</p>
  </div>
</section>`,
};
