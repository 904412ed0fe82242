import { randomBytes } from 'node:crypto';
import { localPart } from '../recipients';
import { ownJid } from './accounts';
import { addChat } from './chats';
import type { Session } from './types';

/** What the WhatsApp library can do with groups. */
export type GroupMethod =
	| 'groupFetchAllParticipating'
	| 'groupMetadata'
	| 'groupCreate'
	| 'groupLeave'
	| 'groupUpdateSubject'
	| 'groupUpdateDescription'
	| 'groupSettingUpdate'
	| 'groupInviteCode'
	| 'groupRevokeInvite'
	| 'groupGetInviteInfo'
	| 'groupAcceptInvite'
	| 'groupParticipantsUpdate'
	| 'groupRequestParticipantsList'
	| 'groupRequestParticipantsUpdate';

type Role = 'admin' | 'superadmin' | null;

/** A member as the library lists it. */
export interface Member {
	/** Phone JID, or LID in groups addressed by LID. */
	id: string;
	/** Phone JID in groups addressed by LID; '' where the number is hidden. */
	jid?: string;
	lid?: string;
	admin: Role;
}

export interface JoinRequest {
	/** Phone JID, or LID in groups addressed by LID. */
	jid: string;
	/** Only in groups addressed by LID. */
	phone_number?: string;
	request_method?: string;
	request_time?: string;
}

/** A group as the account sees it. */
export interface Group {
	id: string;
	subject: string;
	subjectOwner: string;
	subjectTime: number;
	creation: number;
	owner: string;
	desc?: string;
	descId?: string;
	restrict: boolean;
	announce: boolean;
	isCommunity: boolean;
	isCommunityAnnounce: boolean;
	joinApprovalMode: boolean;
	memberAddMode: boolean;
	/** What only groups addressed by LID have. */
	more: Record<string, unknown>;
	members: Member[];
	inviteCode: string;
	requests: JoinRequest[];
	/** Whether the account itself is a member. */
	joined: boolean;
}

export type NewGroup = Pick<Group, 'id' | 'subject' | 'creation'> &
	Partial<Group> & { session: Session };

/** Puts a group into a session, with the chat that shows it. */
export function createGroup({ session, ...given }: NewGroup): Group {
	const group: Group = {
		subjectOwner: ownJid(session),
		subjectTime: given.creation,
		owner: ownJid(session),
		restrict: false,
		announce: false,
		isCommunity: false,
		isCommunityAnnounce: false,
		joinApprovalMode: false,
		memberAddMode: true,
		more: {},
		members: [{ id: ownJid(session), admin: 'superadmin' }],
		inviteCode: newInviteCode(),
		requests: [],
		joined: true,
		...given,
	};
	session.groups.set(group.id, group);
	if (!session.chats.has(group.id)) {
		const { id: jid, subject: name, creation } = group;
		addChat(session, { jid, name, createdAt: creation * 1000, listed: group.joined });
	}
	showMembers(session, group);
	return group;
}

export const newInviteCode = () =>
	randomBytes(30)
		.toString('base64')
		.replace(/[^A-Za-z0-9]/g, '')
		.slice(0, 22)
		.padEnd(22, 'x');

/** The member's phone JID; null where the number is hidden. */
export function phoneJidOf({ id, jid }: Member): string | null {
	if (jid) return jid;
	return id.endsWith('@s.whatsapp.net') ? id : null;
}

export const memberOf = (group: Group, jid: string) =>
	group.members.find((member) => member.id === jid || phoneJidOf(member) === jid);

export const ownMember = (session: Session, group: Group) => memberOf(group, ownJid(session));

/** The group that the account is in; else what the library says. */
export function joinedGroup(session: Session, jid: string): Group {
	const group = session.groups.get(jid);
	if (!group?.joined) throw new Error('item-not-found');
	return group;
}

/** The same, for what only an admin may do. */
export function administered(session: Session, jid: string): Group {
	const group = joinedGroup(session, jid);
	if (!ownMember(session, group)?.admin) throw new Error('forbidden');
	return group;
}

/** The chat on the phone shows the group's name and members. */
export function showMembers(session: Session, group: Group) {
	const chat = session.chats.get(group.id);
	if (!chat) return;
	chat.name = group.subject;
	chat.store.displayName = group.subject;
	chat.members = group.members
		.map((member) => phoneJidOf(member) ?? member.id)
		.filter((jid) => jid !== ownJid(session));
}

/** What the library knows of a group, without who is in it. */
function metadataOf(group: Group) {
	const { id, subject, subjectOwner, subjectTime, creation, owner, desc, descId, more } = group;
	const { restrict, announce, joinApprovalMode, memberAddMode } = group;
	const { isCommunity, isCommunityAnnounce } = group;
	return {
		id,
		subject,
		subjectOwner,
		subjectTime,
		creation,
		owner,
		desc,
		descId,
		restrict,
		announce,
		isCommunity,
		isCommunityAnnounce,
		joinApprovalMode,
		memberAddMode,
		...more,
	};
}

/** One row of the group lists (docs/warest/groups.md#endpoint-1). */
export const groupRow = (group: Group) => ({
	...metadataOf(group),
	participantsCount: group.members.length,
});

/** One row of the participants (docs/warest/groups.md#endpoint-17). */
export const memberRow = (session: Session, { admin, ...member }: Member) => ({
	...member,
	isMe: phoneJidOf({ admin, ...member }) === ownJid(session),
	isAdmin: admin !== null,
	isSuperAdmin: admin === 'superadmin',
});

/** One row of the join requests, with the oddly filled fields (docs/warest/groups.md#endpoint-22). */
export function requestRow({ jid, phone_number, request_method, request_time }: JoinRequest) {
	return {
		jid: phone_number ?? null,
		lid: jid,
		phone: phone_number ? localPart(phone_number) : null,
		requestMethod: request_method ?? null,
		requestTime: request_time ? Number(request_time) : null,
	};
}
