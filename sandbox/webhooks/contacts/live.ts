import { randomBytes } from 'node:crypto';
import { ControlError } from '../../control-input';
import { actorIn, requireOpen } from './scene';
import type { Scene } from './scene';

export const callStatuses = [
	'offer',
	'ringing',
	'accept',
	'reject',
	'timeout',
	'terminate',
] as const;

export interface Call {
	/** Who calls. */
	from: string;
	status?: (typeof callStatuses)[number];
	/** The call that continues or ends; a new one, if not given. */
	id?: string;
	isVideo?: boolean;
	/** The group that is called. */
	groupId?: string;
}

/** Somebody calls, or the call continues or ends; returns its id (docs/warest/webhooks.md#5-5). */
export function call(scene: Scene, { from, status = 'offer', isVideo = false, ...given }: Call) {
	requireOpen(scene);
	const { world, session } = scene;
	const { groupId, id = randomBytes(16).toString('hex').toUpperCase() } = given;
	const offer = {
		chatId: from,
		from,
		id,
		date: new Date(world.now()).toISOString(),
		offline: false,
		status,
		isVideo,
		isGroup: groupId !== undefined,
		...(groupId !== undefined && { groupJid: groupId }),
	};
	void world.tell(session, { event: 'call', data: { calls: [offer] } });
	return id;
}

export const presences = ['available', 'unavailable', 'composing', 'recording', 'paused'] as const;

export interface PresenceChange {
	chatId: string;
	/** Who, in groups; any member, if not given. */
	from?: string;
	presence: (typeof presences)[number];
	/** Epoch seconds, with `unavailable`. */
	lastSeen?: number;
}

/** Somebody types, comes online or goes offline; the server's word for a pause is `available` (docs/warest/webhooks.md#5-5). */
export function changePresence(scene: Scene, given: PresenceChange) {
	requireOpen(scene);
	const { chatId, presence, lastSeen } = given;
	if (lastSeen !== undefined && presence !== 'unavailable') {
		throw new ControlError('"lastSeen" goes with "unavailable" only');
	}
	const from = actorIn(scene, chatId, given.from);
	const known = {
		lastKnownPresence: presence === 'paused' ? 'available' : presence,
		...(lastSeen !== undefined && { lastSeen }),
	};
	void scene.world.tell(scene.session, {
		event: 'presence_update',
		data: { presence: { id: chatId, presences: { [from]: known } } },
	});
}
