import type { Clock } from '../clock';
import { World } from './world';
import type { Behaviour } from './world';
import { open, start } from './lifecycle';
import { supportChats, supportPhone } from './demo-support';
import { shopChats, shopPhone } from './demo-shop';
import { addDemoChats } from './demo-chats';
import { ownJidOf } from './accounts';
import { createGroup } from './groups';
import { colourOf, keepPicture, squareOf } from './pictures';
import type { Account, Session } from './types';

const warehousePhone: Account = {
	phone: '6281200457030',
	device: 3,
	name: 'Kopi Senja Warehouse',
	lid: '118230457030',
};

const newPhone: Account = {
	phone: '6281200457090',
	device: 2,
	name: 'Kopi Senja (new phone)',
	lid: '118230457090',
};

const dayMs = 86_400_000;

function addOwnProfile(world: World, { people, owningPhone }: Session) {
	const jid = ownJidOf(owningPhone);
	people.pictures.set(jid, keepPicture(world, squareOf(...colourOf(jid))));
	people.abouts.set(jid, 'Small roastery, big cups. Open 8 to 18.');
	people.businesses.set(jid, {
		wid: jid,
		email: 'hello@kopi-senja.example',
		address: 'Jalan Mawar 12',
		category: 'Coffee Shop; Wholesale',
		description: 'Roasted on Tuesdays',
		website: ['https://kopi-senja.example'],
		business_hours: {
			timezone: 'Asia/Jakarta',
			business_config: [
				{ day_of_week: 'mon', mode: 'specific_hours', open_time: 480, close_time: 1080 },
			],
		},
	});
}

/** A group that neither number is in: whoever has its link can join. */
function addRoastersGroup(world: World, session: Session) {
	const others = ['6281200995501', '6281200995502', '6281200995503'];
	createGroup({
		session,
		id: '120363041200457099@g.us',
		subject: 'Roasters of Java',
		desc: 'Green coffee, machines, gossip',
		creation: world.nowSeconds() - 400 * 86_400,
		owner: `${others[0]}@s.whatsapp.net`,
		subjectOwner: `${others[0]}@s.whatsapp.net`,
		members: others.map((number, place) => ({
			id: `${number}@s.whatsapp.net`,
			admin: place === 0 ? 'superadmin' : null,
		})),
		inviteCode: 'RoastersOfJava20260001',
		joined: false,
	});
}

/** A server on which nobody has made a session yet. */
export const createEmptyWorld = async (clock: Clock, behaviour: Behaviour): Promise<World> =>
	new World(clock, behaviour, newPhone);

/** A small coffee roastery's WhatsApp: two connected numbers, and one that waits for its QR. */
export async function createDemoWorld(clock: Clock, behaviour: Behaviour): Promise<World> {
	const world = new World(clock, behaviour, newPhone);
	const connected = [
		{ id: 'shop', account: shopPhone, chats: shopChats },
		{ id: 'support', account: supportPhone, chats: supportChats },
	];
	for (const { id, account, chats } of connected) {
		const session = world.addSession({ id, account, createdAt: world.now() - 90 * dayMs });
		open(world, session, account);
		// Nobody has just reconnected them.
		if (session.runtime) session.runtime.lastConn = world.now() - dayMs;
		addDemoChats(world, session, chats);
		addOwnProfile(world, session);
		addRoastersGroup(world, session);
	}
	const warehouse = world.addSession({ id: 'warehouse', account: warehousePhone });
	start(world, warehouse, { known: false });
	await warehouse.runtime?.dialled;
	return world;
}
