import { ControlError } from '../../control-input';
import { ownJid } from '../../world/accounts';
import { memberOf, showMembers } from '../../world/groups';
import type { Group } from '../../world/groups';
import { messageId } from '../../world/ids';
import { createMessage } from '../../world/messages';
import type { LibraryEvent } from '../library-event';
import { received } from '../messages/received';
import { actorIn, pushNameOf, requireOpen } from './scene';
import type { Scene } from './scene';

export const groupChanges = [
	'add',
	'join',
	'remove',
	'leave',
	'promote',
	'demote',
	'subject',
	'description',
	'announce',
	'restrict',
] as const;

type GroupChangeName = (typeof groupChanges)[number];

/** Something that somebody else does to a group of the account. */
export interface GroupChange {
	groupId: string;
	change: GroupChangeName;
	/** Who does it; who joins or leaves does it, otherwise some member. */
	by?: string;
	/** Whom it happens to. */
	participants?: string[];
	/** The new subject or description. */
	text?: string;
	/** Whether only admins may write or edit from now on. */
	on?: boolean;
}

interface Change {
	/** What WhatsApp calls it in the system message. */
	stub: number;
	/** What the system message says beside its author; the participants, if not given. */
	parameters?: (given: GroupChange) => string[];
	apply: (group: Group, jid: string) => void;
	/** The webhooks beside the system message, one after the other. */
	events: (group: Group, given: GroupChange, by: string) => LibraryEvent[];
	/** For the phone. */
	words: (names: string, given: GroupChange) => string;
}

const participantEvents =
	(action: string, extra?: 'group_join' | 'group_leave') =>
	({ id }: Group, { participants = [] }: GroupChange): LibraryEvent[] => {
		const data = { groupId: id, participants, action };
		const events: LibraryEvent[] = [{ event: 'group_participants', data }];
		return extra ? [...events, { event: extra, data }] : events;
	};

const updateEvents =
	(change: (given: GroupChange) => object) =>
	({ id }: Group, given: GroupChange, author: string): LibraryEvent[] => [
		{ event: 'group_update', data: { update: { id, ...change(given), author } } },
	];

const enter = (group: Group, jid: string) => {
	if (!memberOf(group, jid)) group.members.push({ id: jid, admin: null });
};

const exit = (group: Group, jid: string) => {
	group.members = group.members.filter((member) => member !== memberOf(group, jid));
};

const setRole = (admin: 'admin' | null) => (group: Group, jid: string) => {
	const member = memberOf(group, jid);
	if (member && member.admin !== 'superadmin') member.admin = admin;
};

const nothing = () => undefined;
const onOff = ({ on = true }: GroupChange) => [on ? 'on' : 'off'];

const changes: Record<GroupChangeName, Change> = {
	add: {
		stub: 27,
		apply: enter,
		events: participantEvents('add', 'group_join'),
		words: (names) => `${names} was added`,
	},
	join: {
		stub: 31,
		apply: enter,
		events: participantEvents('add', 'group_join'),
		words: (names) => `${names} joined with the link`,
	},
	remove: {
		stub: 28,
		apply: exit,
		events: participantEvents('remove', 'group_leave'),
		words: (names) => `${names} was removed`,
	},
	leave: {
		stub: 32,
		apply: exit,
		events: participantEvents('remove', 'group_leave'),
		words: (names) => `${names} left`,
	},
	promote: {
		stub: 29,
		apply: setRole('admin'),
		events: participantEvents('promote'),
		words: (names) => `${names} is an admin now`,
	},
	demote: {
		stub: 30,
		apply: setRole(null),
		events: participantEvents('demote'),
		words: (names) => `${names} is no admin any more`,
	},
	subject: {
		stub: 21,
		parameters: ({ text = '' }) => [text],
		apply: nothing,
		events: updateEvents(({ text }) => ({ subject: text })),
		words: (_names, { text }) => `The group is called “${text}” now`,
	},
	description: {
		stub: 24,
		parameters: ({ text = '' }) => [text],
		apply: nothing,
		events: updateEvents(({ text }) => ({ desc: text })),
		words: () => 'The description is new',
	},
	announce: {
		stub: 26,
		parameters: onOff,
		apply: nothing,
		events: updateEvents(({ on = true }) => ({ announce: on })),
		words: (_names, { on = true }) => (on ? 'Only admins may write' : 'All may write'),
	},
	restrict: {
		stub: 25,
		parameters: onOff,
		apply: nothing,
		events: updateEvents(({ on = true }) => ({ restrict: on })),
		words: (_names, { on = true }) => (on ? 'Only admins may edit' : 'All may edit'),
	},
};

/** Changes of the group itself. */
function applySettings(scene: Scene, group: Group, { change, text = '', on = true }: GroupChange) {
	if (change === 'subject') {
		group.subject = text;
		group.subjectTime = scene.world.nowSeconds();
	}
	if (change === 'description') group.desc = text;
	if (change === 'announce') group.announce = on;
	if (change === 'restrict') group.restrict = on;
}

/** Who must be named, and what must be in there. */
function complete({ session }: Scene, group: Group, given: GroupChange): GroupChange {
	const { change, participants = [], text } = given;
	const others = 'parameters' in changes[change] ? null : participants;
	if (others?.length === 0) throw new ControlError('"participants" is missing');
	if ((change === 'subject' || change === 'description') && text === undefined) {
		throw new ControlError('"text" is missing');
	}
	const isMissing = (jid: string) => !memberOf(group, jid);
	const absent = change === 'add' || change === 'join' ? undefined : participants.find(isMissing);
	if (absent !== undefined) throw new ControlError(`"${absent}" is not in "${group.id}"`);
	if (participants.includes(ownJid(session)) && (change === 'remove' || change === 'leave')) {
		group.joined = false;
	}
	return given;
}

/** The grey line on the phone; the server's database has no such row. */
function showOnPhone(scene: Scene, given: GroupChange, by: string) {
	const { world, session } = scene;
	const chat = session.chats.get(given.groupId);
	const names = (given.participants ?? []).map((jid) => pushNameOf(scene, jid)).join(', ');
	const now = world.now();
	chat?.messages.push(
		createMessage({
			id: messageId(),
			senderJid: by,
			senderName: pushNameOf(scene, by),
			fromMe: false,
			body: changes[given.change].words(names, given),
			timestamp: world.nowSeconds(),
			type: 'system',
			live: false,
			read: true,
			storedAt: now,
			visibleFrom: Infinity,
		}),
	);
}

/**
 * Somebody changes a group: up to three webhooks, and who did it stands only in that of the system
 * message (docs/warest/webhooks.md#5-5).
 */
export function changeGroup(scene: Scene, asked: GroupChange) {
	requireOpen(scene);
	const { world, session } = scene;
	const group = session.groups.get(asked.groupId);
	if (!group) throw new ControlError(`Session "${session.id}" knows no group "${asked.groupId}"`);
	const given = complete(scene, group, asked);
	const { stub, parameters, apply, events } = changes[given.change];
	const { participants = [] } = given;
	const isOwnDoing = given.change === 'join' || given.change === 'leave';
	const by = isOwnDoing ? participants[0] : actorIn(scene, group.id, given.by);
	for (const jid of participants) apply(group, jid);
	applySettings(scene, group, given);
	showMembers(session, group);
	showOnPhone(scene, given, by);
	world.changed(session.id);
	void world.tell(session, ...events(group, given, by));
	const systemMessage = received(session, {
		id: messageId(),
		remoteJid: group.id,
		from: by,
		pushName: pushNameOf(scene, by),
		timestamp: world.nowSeconds(),
		wire: null,
		stub: {
			participant: by,
			messageStubType: stub,
			messageStubParameters: parameters?.(given) ?? participants,
		},
	});
	void world.tell(session, systemMessage);
}
