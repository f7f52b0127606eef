import type { Aviary } from './canaries.ts';
import { channelGroups, type Channels } from './channels/index.ts';
import type { Layout } from './layout.ts';
import { setStage, type Stage } from './stage.ts';

/** How much of everything. */
export type Extent = {
  readonly visitors: number;
  /** From how many they come. */
  readonly addresses: number;
  readonly kills: number;
  /** Messages that are acknowledged before each kill. */
  readonly messages: number;
};

type Deps = {
  readonly layout: Layout;
  readonly aviary: Aviary;
  readonly extent: Extent;
  tell(progress: string): void;
};

/** Chats through every channel, on a gateway that is killed in the midst of them and at last stopped. Leaves its files. */
export async function runChats({ layout, aviary, extent, tell }: Deps): Promise<void> {
  const channels = Object.entries(channelGroups).map(([name, create]) => create(aviary.group(name)));
  const stage = await setStage({ layout, aviary, channels, addresses: extent.addresses });
  const { gateway, visitors, hop } = stage;
  try {
    await gateway.start();
    tell(`${extent.visitors} visitors come, and every channel is used`);
    await visitors.arrive(extent.visitors);
    await play('beforeKill', stage, channels);
    for (let kill = 1; kill <= extent.kills; kill += 1) {
      tell(`the gateway is killed while it writes, ${kill} of ${extent.kills}, and all come back`);
      await gateway.report();
      await visitors.hurry(extent.messages);
      await gateway.kill();
      await gateway.start();
      await visitors.comeBack();
      await play('afterRestart', stage, channels);
    }
    tell('everybody leaves; the heap is written down');
    await play('atEnd', stage, channels);
    visitors.leave();
    await hop.idle();
    await gateway.heapSnapshot();
    await gateway.stop();
  } finally {
    await stage.close();
  }
}

async function play(
  moment: 'beforeKill' | 'afterRestart' | 'atEnd',
  stage: Stage,
  channels: readonly Channels[],
): Promise<void> {
  await Promise.all(channels.map(async (each) => each[moment]?.(stage)));
}
