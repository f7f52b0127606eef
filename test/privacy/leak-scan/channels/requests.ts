import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { siteKey } from '../../../support/gateway.ts';
import type { Canaries } from '../canaries.ts';
import type { Stage } from '../stage.ts';
import type { Channels } from './channel.ts';

type Ask = { readonly path: string; readonly method?: string; readonly body?: string; readonly origin?: string };

/** Longer than a call's body may be. */
const longBodyBytes = 9_000;

/** Requests over plain HTTP with something personal in every part of them, answered or refused. */
export function requests(canaries: Canaries): Channels {
  const query = (of: string): string => `?email=${canaries.word(`query, ${of}`)}%40mail.example`;
  const path = (of: string): string => canaries.word(`path, ${of}`);
  const asks: readonly Ask[] = [
    { path: `/sites/${siteKey}/loader.js${query('loader')}` },
    { path: `/sites/${path('site that is none')}/loader.js` },
    { path: `/assets/widget-00000000.js${query('asset that is none')}` },
    { path: `/assets/${path('asset that is none')}` },
    { path: `/console/${query('console')}` },
    { path: `/console${query('redirect')}` },
    { path: `/${query('first page')}` },
    { path: `/healthz${query('health')}` },
    { path: `/${path('nothing there')}/${path('nothing there, deeper')}` },
    { path: `/%E0%A4%A/${path('malformed')}` },
    { method: 'PUT', path: `/healthz${query('wrong method')}`, body: canaries.word('body, wrong method') },
    { path: `/socket/?EIO=4&transport=${canaries.word('transport that is none')}` },
    { path: `/socket/?EIO=4&transport=polling&sid=${canaries.word('connection that is none')}` },
    { path: `/socket/?EIO=4&transport=polling&j=${canaries.word('polling by script')}` },
  ];
  const calls: readonly Ask[] = [
    call('sign-in/begin', { email: `${canaries.word('e-mail, sign-in of nobody')}@mail.example` }),
    call('sign-in/finish', {
      email: `${canaries.word('e-mail, guess')}@mail.example`,
      authKey: canaries.secret('auth key, guess'),
    }),
    call('invitation/show', { token: canaries.secret('invitation token, guess') }),
    call(canaries.word('call that is none'), {}),
    call('session/show', { [canaries.word('name of an unknown field, call')]: canaries.word('unknown field, call') }),
    { ...call('session/show', {}), body: `{"${canaries.word('body that is no JSON')}` },
    { ...call('session/show', {}), body: canaries.word('body that is too long').padEnd(longBodyBytes, ' long') },
    { ...call('session/show', {}), origin: `https://${canaries.word('foreign origin')}.example` },
  ];
  const malformed = `GET /${path('no HTTP')} HTTP/9.9\r\nCookie: ${canaries.word('header, no HTTP')}\r\n\r\n`;

  async function ask(stage: Stage): Promise<void> {
    for (const { path: wanted, method = 'GET', body = null, origin } of [...asks, ...calls]) {
      const own = method === 'POST' ? { 'content-type': 'application/json', origin: origin ?? stage.url } : {};
      const headers = { ...stage.headers, ...own };
      const answer = await fetch(`${stage.url}${wanted}`, { method, body, headers, redirect: 'manual' });
      const line = `${method} ${answer.status} ${JSON.stringify([...answer.headers])}`;
      stage.recordings.note('http-answers', `${line}\n${await answer.text()}`);
    }
    // Past the hop, which would not let it through.
    const raw = connect(stage.gateway.port, '127.0.0.1');
    raw.end(malformed);
    stage.recordings.note('http-answers', await text(raw));
  }

  return { beforeKill: ask, afterRestart: ask };
}

function call(name: string, payload: object): Ask {
  return { method: 'POST', path: `/api/${name}`, body: JSON.stringify(payload) };
}
