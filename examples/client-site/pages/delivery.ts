import type { Page } from '../render-page.ts';

const rates = [
  ['Royal Mail, United Kingdom', '2 to 3 working days', '£4.50'],
  ['Courier, United Kingdom', 'Next working day before 1&nbsp;pm', '£9'],
  ['Highlands and islands', '3 to 5 working days', '£9'],
  ['Ireland and the EU, duties paid', '5 to 8 working days', '£18'],
  ['Collect from Rye', 'When we are open', 'Free'],
] as const;

export const deliveryPage: Page = {
  path: '/delivery',
  title: 'Delivery and returns',
  description: 'What delivery costs, how to order, and how to send a piece back.',
  content: `
<header class="page-head">
  <h1>Delivery and returns</h1>
  <p class="lede">Free in the United Kingdom over £90. Orders placed before noon, Wednesday to Saturday, leave the same day.</p>
</header>
<div class="columns">
  <section aria-labelledby="rates">
    <h2 id="rates">What it costs</h2>
    <table>
      <thead><tr><th scope="col">Service</th><th scope="col">Arrives in</th><th scope="col">Price</th></tr></thead>
      <tbody>${rates.map(([service, time, price]) => `<tr><th scope="row">${service}</th><td>${time}</td><td>${price}</td></tr>`).join('')}</tbody>
    </table>
  </section>
  <section aria-labelledby="ordering">
    <h2 id="ordering">How to order</h2>
    <ol class="steps">
      <li><strong>Tell us what you would like.</strong> By chat, by e-mail or on <a href="tel:+441632960184">01632 960184</a>.</li>
      <li><strong>We hold it up to the light.</strong> Every piece is a little different; we can send a photograph of yours first.</li>
      <li><strong>You pay by link.</strong> Card or bank transfer. It is yours to think about for two days.</li>
    </ol>
  </section>
</div>
<section class="questions" aria-labelledby="returns">
  <h2 id="returns">Returns and breakages</h2>
  <details open><summary>I have changed my mind</summary><p>Send it back within 30 days, unused, and we refund the piece and the standard delivery. Pieces made to your order can come back too; we will find them a home.</p></details>
  <details><summary>It arrived broken</summary><p>We are sorry. Send us a photograph within a week; a new one leaves the same day, and there is no need to return the pieces.</p></details>
  <details><summary>May I choose the exact one?</summary><p>Yes. Ask in the chat and we will show you what is on the shelf. This works best in the morning, while the light is good.</p></details>
  <details><summary>Do you sell seconds?</summary><p>Twice a year, in May and November, from the workshop door. Nothing leaks; something leans.</p></details>
</section>`,
};
