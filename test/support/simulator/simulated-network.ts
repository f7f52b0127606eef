import type { TestRandom } from '../random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One connection: two ordered pipes that a cut empties, as TCP's are. */
export type Link = {
  readonly id: string;
  isOpen(): boolean;
  toGateway(deliver: () => void | Promise<void>): void;
  toClient(deliver: () => void): void;
  /** Breaks the link; what is under way is lost, and the client notices after a while. */
  cut(): void;
};

export type NetworkFaults = {
  /** Of 100 notices, how many vanish without the link breaking, as behind a half-open connection. */
  lostNoticePercent: number;
};

export function createLink(id: string, time: VirtualTime, random: TestRandom, onCut: () => void): Link {
  let open = true;
  let gatewayFreeAt = 0;
  let clientFreeAt = 0;

  function arrival(freeAt: number): number {
    return Math.max(freeAt, time.nowMs() + 5 + random.below(200));
  }

  return {
    id,
    isOpen: () => open,
    toGateway: (deliver) => {
      gatewayFreeAt = arrival(gatewayFreeAt);
      time.schedule(gatewayFreeAt - time.nowMs(), () => (open ? deliver() : undefined));
    },
    toClient: (deliver) => {
      clientFreeAt = arrival(clientFreeAt);
      time.schedule(clientFreeAt - time.nowMs(), () => (open ? deliver() : undefined));
    },
    cut: () => {
      if (!open) return;
      open = false;
      time.schedule(random.below(300), onCut);
    },
  };
}
