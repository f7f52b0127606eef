import { success, visitorRequests } from '@handlr/protocol';
import { authoriseVisitor } from '../authorise.ts';
import type { VisitorPrincipal } from '../connection/principal.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';
import { forgetChat } from './forget.ts';

export function visitorErasure(services: Services): Operations<VisitorPrincipal> {
  return {
    'chat:erase': operation(visitorRequests['chat:erase'], {
      authorise: authoriseVisitor,
      perform: async (key) => ({ result: success(await forgetChat(services, key)) }),
    }),
  };
}
