import { randomInt } from 'node:crypto';
import { ownJid } from './accounts';
import {
	administered,
	createGroup,
	joinedGroup,
	memberOf,
	newInviteCode,
	ownMember,
	phoneJidOf,
	showMembers,
} from './groups';
import type { Group, GroupMethod, JoinRequest, Member } from './groups';
import { Library } from './library';
import { isRegistered } from './people';
import type { Session } from './types';

export type ParticipantAction = 'add' | 'remove' | 'promote' | 'demote';
export type GroupSetting = 'announcement' | 'not_announcement' | 'locked' | 'unlocked';

const member = (jid: string): Member => ({ id: jid, admin: null });

/** Whether WhatsApp lets somebody be added: it refuses without failing. */
function canBeAdded({ people }: Session, jid: string): boolean {
	return isRegistered(jid.split('@')[0]) && !people.unwilling.has(jid);
}

/** What the participant asks for, under which JID ever. */
const asks = (jid: string) => (request: JoinRequest) =>
	request.jid === jid || request.phone_number === jid;

function updateParticipant(session: Session, group: Group, jid: string, action: ParticipantAction) {
	const found = memberOf(group, jid);
	if (action === 'add') {
		if (!found && canBeAdded(session, jid)) group.members.push(member(jid));
	} else if (found && found.admin !== 'superadmin') {
		if (action === 'remove') group.members.splice(group.members.indexOf(found), 1);
		else found.admin = action === 'promote' ? 'admin' : null;
	}
	showMembers(session, group);
}

/** The groups of one session, through the WhatsApp library. */
export class GroupLibrary extends Library<GroupMethod> {
	fetchAll = () =>
		this.ask('groupFetchAllParticipating', null, [], () =>
			[...this.session.groups.values()].filter(({ joined }) => joined),
		);

	metadata = (jid: string) =>
		this.ask('groupMetadata', jid, [jid], () => joinedGroup(this.session, jid));

	create = (subject: string, participants: string[]) =>
		this.ask('groupCreate', null, [subject, participants], () => {
			const { session, world } = this;
			const others = participants.filter((jid) => canBeAdded(session, jid));
			const group = createGroup({
				session,
				id: `1203639${world.nowSeconds()}${randomInt(1, 9)}@g.us`,
				subject,
				creation: world.nowSeconds(),
				members: [
					{ id: ownJid(session), admin: 'superadmin' },
					...[...new Set(others)].map(member),
				],
			});
			return { id: group.id };
		});

	leave = (jid: string) =>
		this.ask('groupLeave', jid, [jid], () => {
			const group = joinedGroup(this.session, jid);
			group.joined = false;
			group.members = group.members.filter((each) => each !== ownMember(this.session, group));
		});

	updateSubject = (jid: string, subject: string) =>
		this.ask('groupUpdateSubject', jid, [jid, subject], () => {
			const group = this.editable(jid);
			group.subject = subject;
			group.subjectTime = this.world.nowSeconds();
			showMembers(this.session, group);
		});

	updateDescription = (jid: string, description: string) =>
		this.ask('groupUpdateDescription', jid, [jid, description], () => {
			const group = this.editable(jid);
			group.desc = description === '' ? undefined : description;
			group.descId = description === '' ? undefined : String(this.world.now());
		});

	updateSetting = (jid: string, setting: GroupSetting) =>
		this.ask('groupSettingUpdate', jid, [jid, setting], () => {
			const group = administered(this.session, jid);
			if (setting.endsWith('locked')) group.restrict = setting === 'locked';
			else group.announce = setting === 'announcement';
		});

	inviteCode = (jid: string) =>
		this.ask('groupInviteCode', jid, [jid], () => administered(this.session, jid).inviteCode);

	revokeInvite = (jid: string) =>
		this.ask('groupRevokeInvite', jid, [jid], () => {
			const group = administered(this.session, jid);
			// The stand-in of the recordings counts.
			const counted = /^(BenchInviteCode)(\d{7})$/.exec(group.inviteCode);
			group.inviteCode = counted
				? `${counted[1]}${String(Number(counted[2]) + 1).padStart(7, '0')}`
				: newInviteCode();
			return group.inviteCode;
		});

	inviteInfo = (code: string) =>
		this.ask('groupGetInviteInfo', null, [code], () => this.invitedBy(code));

	/** The group's id, or nothing when an admin must approve first. */
	acceptInvite = (code: string) =>
		this.ask('groupAcceptInvite', null, [code], () => {
			const group = this.invitedBy(code);
			if (group.joined) return group.id;
			const own = ownJid(this.session);
			if (group.joinApprovalMode) {
				group.requests.push({ jid: own, request_method: 'invite_link' });
				return undefined;
			}
			group.joined = true;
			group.members.push(member(own));
			const chat = this.session.chats.get(group.id);
			if (chat) chat.phone.listed = true;
			showMembers(this.session, group);
			return group.id;
		});

	updateParticipant = (jid: string, participant: string, action: ParticipantAction) =>
		this.ask('groupParticipantsUpdate', participant, [jid, [participant], action], () => {
			const joined = joinedGroup(this.session, jid);
			const group =
				action === 'add' && joined.memberAddMode ? joined : administered(this.session, jid);
			updateParticipant(this.session, group, participant, action);
		});

	requests = (jid: string) =>
		this.ask(
			'groupRequestParticipantsList',
			jid,
			[jid],
			() => administered(this.session, jid).requests,
		);

	answerRequest = (jid: string, participant: string, action: 'approve' | 'reject') =>
		this.ask('groupRequestParticipantsUpdate', participant, [jid, [participant], action], () => {
			const group = administered(this.session, jid);
			const request = group.requests.find(asks(participant));
			if (!request) return;
			group.requests.splice(group.requests.indexOf(request), 1);
			if (action === 'approve') updateParticipant(this.session, group, participant, 'add');
		});

	/** Only admins edit a locked group. */
	private editable(jid: string): Group {
		const group = joinedGroup(this.session, jid);
		return group.restrict ? administered(this.session, jid) : group;
	}

	private invitedBy(code: string): Group {
		const groups = [...this.session.groups.values()];
		const group = groups.find(({ inviteCode }) => inviteCode === code);
		if (!group) throw new Error('gone');
		return group;
	}
}

/** Phone JIDs of the members whose number is known. */
export const phoneJidsOf = ({ members }: Pick<Group, 'members'>) =>
	members.map(phoneJidOf).filter((jid) => jid !== null);
