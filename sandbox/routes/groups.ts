import { Router } from 'express';
import type { Request, Response } from 'express';
import { reply } from '../envelopes';
import { named, ownOpenSession } from '../own-session';
import type { NoSession } from '../own-session';
import { bodyOf } from '../parameters';
import { participantJids } from '../participants';
import { pictureOf } from '../picture-input';
import { digitsOf, localPart } from '../recipients';
import type { OpenSession } from '../session-choice';
import { ownJid } from '../world/accounts';
import { GroupLibrary, phoneJidsOf } from '../world/group-library';
import { groupRow, memberRow, ownMember, phoneJidOf, requestRow } from '../world/groups';
import type { Group } from '../world/groups';
import { PeopleLibrary } from '../world/people-library';
import type { World } from '../world/world';

const none: NoSession = { code: 1101, message: 'Session not found', isProfile: false };

/** A request about a group, of a session that is open. */
interface Turn extends OpenSession {
	req: Request;
	res: Response;
	groupId: string;
	groups: GroupLibrary;
	people: PeopleLibrary;
	/** What every result begins with. */
	base: { sessionId: string; phone: string; groupId: string };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The JID of a group; anything without a domain becomes one (docs/warest/groups.md#1-4). */
function groupIdOf(req: Request): string | null {
	const text = named(req, ['groupId', 'gid', 'group']);
	if (text === null || /@g\.us$/i.test(text)) return text;
	return text.includes('@') ? null : `${text}@g.us`;
}

interface Demands {
	/** The answer when there is no group; the name route keeps it short. */
	noGroup?: string;
	/** What else must be there, before the session is looked at. */
	lacks?: (req: Request) => string | null;
}

type Act = (turn: Turn) => Promise<void>;

function turnOf(world: World, req: Request, res: Response, groupId: string): Turn | null {
	const open = ownOpenSession(world, req, res, none);
	if (!open) return null;
	const { session, account } = open;
	return {
		...open,
		req,
		res,
		groupId,
		groups: new GroupLibrary(world, session),
		people: new PeopleLibrary(world, session),
		base: { sessionId: session.id, phone: account.phone, groupId },
	};
}

const isMissing = (req: Request, names: string[], message: string) =>
	named(req, names) === null ? message : null;

const groupNames = ['groupName', 'name', 'subject'];
const pictureNames = ['picture', 'image', 'photo', 'avatar'];
const noName = (req: Request) => isMissing(req, groupNames, 'groupName is required');

function participantsIn(req: Request): unknown[] {
	const { participants } = bodyOf(req);
	return Array.isArray(participants) ? participants : [];
}

const noParticipants = (req: Request) =>
	participantsIn(req).length === 0 ? 'participants is required' : null;

/**
 * Strings first, of the body and then of the query; only then what else the body has
 * (docs/warest/groups.md#endpoint-8).
 */
function isOn(req: Request, name: string): boolean {
	const value = named(req, [name]) ?? bodyOf(req)[name];
	return ['1', 'true', 'yes', 'y', 'on'].includes(String(value).trim().toLowerCase());
}

/** The code in a link: the first long run of letters and digits (docs/warest/groups.md#2-c). */
const inviteCodeIn = (text: string | null) => /[A-Za-z0-9]{10,}/.exec(text ?? '')?.[0] ?? null;

const inviteNames = ['inviteLink', 'link', 'code'];

/** Those that the library refused; it accepted the others, whatever it did with them. */
async function split(jids: string[], call: (jid: string) => Promise<unknown>) {
	const done: string[] = [];
	const failed: string[] = [];
	for (const jid of jids) {
		await call(jid).then(
			() => done.push(jid),
			() => failed.push(jid),
		);
	}
	return { done, failed, status: statusOf(done, failed) };
}

function statusOf(done: unknown[], failed: unknown[]): string {
	if (failed.length === 0) return 'success';
	return done.length === 0 ? 'failed' : 'partial';
}

const linkOf = (code: string) => `https://chat.whatsapp.com/${code}`;

/** What fails at WhatsApp as 502, under the library's words. */
async function orDownstream(res: Response, act: () => Promise<void>) {
	try {
		await act();
	} catch (error) {
		reply(res, 2800, messageOf(error));
	}
}

async function orInternal(res: Response, act: () => Promise<void>) {
	try {
		await act();
	} catch (error) {
		reply(res, 8000, messageOf(error));
	}
}

const info: Act = ({ res, groups, groupId, base: { sessionId, phone } }) =>
	orInternal(res, async () => {
		const data = rowOf(await groups.metadata(groupId));
		reply(res, 1000, 'Group info', { sessionId, phone, data });
	});

/** A made-up answer of a test is metadata already. */
const rowOf = (group: Group | object) => ('joined' in group ? groupRow(group) : group);

const participants: Act = ({ res, session, groups, groupId, base }) =>
	orInternal(res, async () => {
		const group = await groups.metadata(groupId);
		const rows = group.members.map((member) => memberRow(session, member));
		reply(res, 1000, 'Participants fetched', { ...base, participants: rows });
	});

async function disband({ res, session, groups, groupId, base }: Turn, group: Group) {
	const meJid = ownJid(session);
	if (!ownMember(session, group)?.admin) {
		const normMembers = group.members.map((member) => ({
			jid: phoneJidOf(member),
			isAdmin: member.admin !== null,
			isSuperAdmin: member.admin === 'superadmin',
			meJid,
			isSelf: phoneJidOf(member) === meJid,
		}));
		reply(res, 2201, 'Bot is not an admin in this group', {
			...base,
			status: 'not permitted',
			normMembers,
		});
		return;
	}
	const others = group.members
		.map((member) => phoneJidOf(member) ?? member.id)
		.filter((jid) => jid !== meJid);
	const { done, failed, status } = await split(others, (jid) =>
		groups.updateParticipant(groupId, jid, 'remove'),
	);
	await groups.revokeInvite(groupId).catch(() => null);
	const left = await groups.leave(groupId).then(
		() => true,
		() => false,
	);
	const lists = {
		...base,
		removedParticipants: done.map(localPart),
		failedToRemove: failed.map(localPart),
	};
	if (failed.length > 0) {
		reply(res, 1004, 'Some members failed to remove', { ...lists, status });
	} else {
		reply(res, 1000, 'Group disbanded', {
			...lists,
			status: left ? 'success delete group' : 'partial',
		});
	}
}

const remove: Act = (turn) =>
	orInternal(turn.res, async () => await disband(turn, await turn.groups.metadata(turn.groupId)));

const leave: Act = async ({ res, groups, groupId, base }) => {
	try {
		await groups.leave(groupId);
		reply(res, 1000, 'Left group', { ...base, status: 'success leave' });
	} catch {
		reply(res, 1004, 'Failed to leave group', { ...base, status: 'failed' });
	}
};

const rename: Act = ({ req, res, groups, groupId, base }) =>
	orDownstream(res, async () => {
		const groupName = named(req, groupNames) ?? '';
		await groups.updateSubject(groupId, groupName);
		const status = 'success update group name';
		reply(res, 1000, 'Group name updated', { ...base, groupName, status });
	});

const describeGroup: Act = ({ req, res, groups, groupId, base }) =>
	orDownstream(res, async () => {
		const groupDescription = named(req, ['groupDescription', 'description', 'desc']) ?? '';
		await groups.updateDescription(groupId, groupDescription);
		const status = 'success update group description';
		reply(res, 1000, 'Group description updated', { ...base, groupDescription, status });
	});

const lock: Act = ({ req, res, groups, groupId, base }) =>
	orDownstream(res, async () => {
		const word = isOn(req, 'locked') ? 'locked' : 'unlocked';
		await groups.updateSetting(groupId, word);
		reply(res, 1000, `Group ${word}`, { ...base, status: `success ${word} group` });
	});

const announce: Act = ({ req, res, groups, groupId, base }) =>
	orDownstream(res, async () => {
		const on = isOn(req, 'announcement');
		await groups.updateSetting(groupId, on ? 'announcement' : 'not_announcement');
		reply(res, 1000, `Announcement mode ${on ? 'enabled' : 'disabled'}`, {
			...base,
			status: 'success set announcement mode',
		});
	});

/** Null, whatever the reason that there is none. */
const pictureUrlOf = async (people: PeopleLibrary, jid: string) =>
	(await people.pictureUrl(jid, 'image').catch(() => null)) ?? null;

const picture: Act = async ({ res, people, groupId, base }) => {
	reply(res, 1000, 'Group picture', { ...base, pictureUrl: await pictureUrlOf(people, groupId) });
};

const setPicture: Act = async ({ req, res, people, groupId, base }) => {
	const bytes = await pictureOf(named(req, pictureNames) ?? '');
	if (!bytes) return reply(res, 2002, 'picture is invalid or unreadable');
	await orDownstream(res, async () => {
		await people.updatePicture(groupId, bytes);
		const pictureUrl = await pictureUrlOf(people, groupId);
		const status = 'success update group picture';
		reply(res, 1000, 'Group picture updated', { ...base, pictureUrl, status });
	});
};

const removePicture: Act = async ({ res, people, groupId, base }) => {
	try {
		await people.removePicture(groupId);
		const status = 'success remove group picture';
		reply(res, 1000, 'Group picture removed', { ...base, status });
	} catch {
		reply(res, 1004, 'Failed to remove group picture', { ...base, status: 'failed' });
	}
};

const invite: Act = async ({ res, groups, groupId, base }) => {
	const code = await groups.inviteCode(groupId).catch(() => null);
	reply(res, 1000, 'Invite link fetched', { ...base, inviteLink: code && linkOf(code) });
};

const revokeInvite: Act = async ({ res, groups, groupId, base }) => {
	const code = await groups.revokeInvite(groupId).catch(() => null);
	const status = code ? 'success revoke invite link' : 'failed';
	reply(res, 1000, 'Invite link revoked', { ...base, inviteLink: code && linkOf(code), status });
};

const add: Act = async ({ req, res, session, groups, people, groupId, base }) => {
	const jids = new Set(await participantJids(participantsIn(req), session, people));
	const { done, failed, status } = await split([...jids], (jid) =>
		groups.updateParticipant(groupId, jid, 'add'),
	);
	const message = failed.length > 0 ? 'Some participants failed to add' : 'Participants added';
	reply(res, failed.length > 0 ? 1004 : 1000, message, {
		...base,
		addedParticipants: done.map(localPart),
		failedToAdd: failed.map(localPart),
		status,
	});
};

/** The members of the group; none if they can't be read. */
const membersOf = ({ groups, groupId }: Turn) =>
	groups.metadata(groupId).catch((): Pick<Group, 'members'> => ({ members: [] }));

const kick: Act = async (turn) => {
	const { req, res, session, groups, people, groupId, base } = turn;
	const jids = new Set(await participantJids(participantsIn(req), session, people));
	const known = phoneJidsOf(await membersOf(turn));
	const { done, failed, status } = await split(
		[...jids].filter((jid) => known.includes(jid)),
		(jid) => groups.updateParticipant(groupId, jid, 'remove'),
	);
	const message = failed.length > 0 ? 'Some participants failed to remove' : 'Participants removed';
	reply(res, failed.length > 0 ? 1004 : 1000, message, {
		...base,
		removedParticipants: done.map(localPart),
		failedToRemove: failed.map(localPart),
		status,
	});
};

/** Promote and demote: an entry for each element as it was given, found again by its digits. */
const setRole =
	(action: 'promote' | 'demote'): Act =>
	async (turn) => {
		const { req, res, session, groups, people, groupId, base } = turn;
		const elements = participantsIn(req);
		const jids = new Set(await participantJids(elements, session, people));
		const group = await membersOf(turn);
		const roleOf = (jid: string) =>
			group.members.find((member) => phoneJidOf(member) === jid)?.admin;
		const present = [...jids].filter((jid) => roleOf(jid) !== undefined);
		const superAdmins = present.filter((jid) => roleOf(jid) === 'superadmin').map(localPart);
		const { done, failed, status } = await split(
			present.filter((jid) => roleOf(jid) !== 'superadmin'),
			(jid) => groups.updateParticipant(groupId, jid, action),
		);
		const changed = done.map(localPart);
		const entries = elements.map((element) => {
			const phone = digitsOf(typeof element === 'object' ? '' : String(element));
			if (superAdmins.includes(phone)) return { phone, status: 'not permitted' };
			return { phone, status: changed.includes(phone) ? `${action}d` : 'failed' };
		});
		const message =
			failed.length > 0 ? `Some participants failed to ${action}` : `Participants ${action}d`;
		reply(res, failed.length > 0 ? 1004 : 1000, message, {
			...base,
			participants: entries,
			status,
		});
	};

const requests: Act = async ({ res, groups, groupId, base }) => {
	const found = await groups.requests(groupId).catch(() => []);
	const joinRequests = found.map(requestRow);
	reply(res, 1000, 'Join requests fetched', { ...base, joinRequests });
};

const approve: Act = async ({ req, res, session, groups, people, groupId, base }) => {
	const jids = await participantJids(participantsIn(req), session, people);
	const { done, failed, status } = await split(jids, (jid) =>
		groups.answerRequest(groupId, jid, 'approve'),
	);
	const partly = failed.length > 0;
	reply(
		res,
		partly ? 1004 : 1000,
		partly ? 'Some participants failed to approve' : 'Participants approved',
		{
			...base,
			approvedParticipants: done.map(localPart),
			failedToApprove: failed.map(localPart),
			status,
		},
	);
};

const reject: Act = async ({ req, res, session, groups, people, groupId, base }) => {
	const jids = await participantJids(participantsIn(req), session, people);
	const { failed } = await split(jids, (jid) => groups.answerRequest(groupId, jid, 'reject'));
	const partly = failed.length > 0;
	reply(
		res,
		partly ? 1004 : 1000,
		partly ? 'Some participants failed to reject' : 'Participants rejected',
		{
			...base,
			participants: jids.map((jid) => ({
				phone: localPart(jid),
				status: failed.includes(jid) ? 'failed' : 'rejected',
			})),
			status: partly ? 'partial' : 'success',
		},
	);
};

interface GroupRoute extends Demands {
	method: 'get' | 'post' | 'delete';
	path: string;
	act: Act;
}

const noPicture = (req: Request) => isMissing(req, pictureNames, 'picture is required');

/**
 * What is about one group (docs/warest/groups.md#endpoint-2, #endpoint-4 to #endpoint-14, #endpoint-17 to
 * #endpoint-24).
 */
const groupRoutesTable: GroupRoute[] = [
	{ method: 'get', path: 'info', act: info },
	{ method: 'delete', path: 'delete', act: remove },
	{ method: 'post', path: 'leave', act: leave },
	{ method: 'post', path: 'name', act: rename, noGroup: 'groupId', lacks: noName },
	{ method: 'post', path: 'description', act: describeGroup },
	{ method: 'post', path: 'locked', act: lock },
	{ method: 'post', path: 'announcement', act: announce },
	{ method: 'get', path: 'picture', act: picture },
	{ method: 'post', path: 'picture', act: setPicture, lacks: noPicture },
	{ method: 'delete', path: 'picture', act: removePicture },
	{ method: 'get', path: 'invite', act: invite },
	{ method: 'post', path: 'invite/revoke', act: revokeInvite },
	{ method: 'get', path: 'participants', act: participants },
	{ method: 'post', path: 'participants/add', act: add, lacks: noParticipants },
	{ method: 'delete', path: 'participants/remove', act: kick, lacks: noParticipants },
	{
		method: 'post',
		path: 'participants/promote',
		act: setRole('promote'),
		lacks: noParticipants,
	},
	{ method: 'post', path: 'participants/demote', act: setRole('demote'), lacks: noParticipants },
	{ method: 'get', path: 'participants/requests', act: requests },
	{
		method: 'post',
		path: 'participants/request/approve',
		act: approve,
		lacks: noParticipants,
	},
	{ method: 'post', path: 'participants/request/reject', act: reject, lacks: noParticipants },
];

async function create(world: World, req: Request, res: Response) {
	const name = named(req, groupNames);
	if (name === null) return reply(res, 2001, 'groupName is required');
	const turn = turnOf(world, req, res, '');
	if (!turn) return;
	const { session, groups, people, base } = turn;
	const jids = await participantJids(participantsIn(req), session, people);
	await orInternal(res, async () => {
		const { id } = await groups.create(name, jids);
		reply(res, 1000, 'Group created', { ...base, groupId: id ?? null });
	});
}

/** What an invite is for, all null where WhatsApp says nothing. */
async function preview({ groups, people }: Turn, code: string) {
	const group = await groups.inviteInfo(code).catch(() => null);
	const looked = group
		? await people.pictureUrl(group.id, 'image').then(
				(url) => ({ groupPicture: (url as string | undefined) ?? null }),
				() => ({}),
			)
		: {};
	const { members, size } = (group ?? {}) as { members?: unknown[]; size?: number };
	const { ephemeralDuration } = (group?.more ?? group ?? {}) as { ephemeralDuration?: number };
	return {
		details: {
			groupId: group?.id ?? null,
			groupName: group?.subject ?? null,
			groupDescription: group?.desc || null,
			participantsCount: members?.length || (size ?? 0),
			isGroupLocked: group?.restrict ?? false,
			isAnnouncement: group?.announce ?? false,
			isEphemeral: Boolean(ephemeralDuration),
		},
		looked,
	};
}

/** Groups (docs/warest/groups.md#endpoint-1 to #endpoint-24). */
export function groupRoutes(world: World): Router {
	const routes = Router();

	routes.get('/groups', async (req, res) => {
		const turn = turnOf(world, req, res, '');
		if (!turn) return;
		const { sessionId, phone } = turn.base;
		const groups = await turn.groups.fetchAll().catch(() => []);
		reply(res, 1000, 'Groups list fetched', { sessionId, phone, data: groups.map(groupRow) });
	});

	routes.post('/group/create', (req, res) => create(world, req, res));

	routes.get('/group/join-via-link', async (req, res) => {
		const link = named(req, inviteNames);
		const code = inviteCodeIn(link);
		if (code === null) return reply(res, 2001, 'inviteLink is required');
		const turn = turnOf(world, req, res, '');
		if (!turn) return;
		const { sessionId, phone } = turn.base;
		const { details, looked } = await preview(turn, code);
		reply(res, 1000, 'Invite info fetched', {
			sessionId,
			phone,
			...details,
			inviteLink: link,
			...looked,
		});
	});

	routes.post('/group/join-via-link', async (req, res) => {
		const turn = turnOf(world, req, res, '');
		if (!turn) return;
		const code = inviteCodeIn(named(req, inviteNames));
		if (code === null) return reply(res, 2001, 'inviteLink is required');
		const { sessionId, phone } = turn.base;
		await orDownstream(res, async () => {
			const joined = await turn.groups.acceptInvite(code);
			const status = joined ? 'success joined group' : 'pending approval to join';
			reply(res, 1000, 'Joined group via link', { sessionId, phone, status });
		});
	});

	for (const { method, path, act, noGroup = 'groupId is required', lacks } of groupRoutesTable) {
		routes[method](`/group/${path}`, async (req, res) => {
			const groupId = groupIdOf(req);
			const missing = groupId === null ? noGroup : (lacks?.(req) ?? null);
			if (groupId === null || missing !== null) return reply(res, 2001, missing ?? noGroup);
			const turn = turnOf(world, req, res, groupId);
			if (turn) await act(turn);
		});
	}
	return routes;
}
