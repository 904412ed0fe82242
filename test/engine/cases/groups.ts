import { byId } from '../../support/warest';
import type { Sandbox } from '../../../sandbox/server';
import type { Case, Cases } from './case';

const sessionId = byId('demo');
const GROUP = '120363000000000000@g.us';
const groupId = byId(GROUP);
const base = { sessionId: 'demo', groupId: GROUP };
const answered = { ...base, ownPhone: '+6281100000001' };
const perItem = {
	parameter: 'groupId',
	values: ['120363000000000000', '120363000000000001@g.us'] as [string, string],
};
const unknownGroup = {
	parameters: { groupId: byId('120363999999999999') },
	message: 'The group does not exist, or this session is not in it',
};
const notDone = { ...unknownGroup, message: 'WhatsApp did not make the change' };
const INVITE = 'https://chat.whatsapp.com/BenchInviteCode0000001';

/** What people are in the first group: who made it, a member, an admin; and who asks to be let in. */
const MEMBER = '6281200010000';
const ADMIN = '6281200010001';
const STRANGER = '6281200010005';
const ASKING = '6281200019999';

const manyAsk = ({ control }: Sandbox) => {
	control.group('demo', GROUP).requests.push({ jid: '6281200019998@s.whatsapp.net' });
};

/** A change of participants. */
const participants = (
	path: string,
	done: string,
	[one, other]: [string, string],
	failure: Case['failure'],
): Case => ({
	minimal: { sessionId, groupId, participants: one },
	output: [{ ...base, participant: `${one}@s.whatsapp.net`, phone: `+${one}`, status: done }],
	full: { sessionId, groupId, participants: `+${one}\n${other}` },
	sends: {
		path: new RegExp(`group/participants/${path}$`),
		has: { ...base, participants: [one, other] },
	},
	perItem: { parameter: 'participants', values: [[one], `+${other}`] },
	failure,
});

/** A change of the group itself. */
const change = (parameters: Case['minimal'], output: object, path: RegExp): Case => ({
	minimal: { sessionId, groupId, ...parameters },
	output: [{ ...answered, ...output }],
	full: { sessionId, groupId, ...parameters },
	sends: { path, has: { ...base, ...parameters } },
	perItem,
	failure: unknownGroup,
});

const otherGroup = ({ control }: Sandbox) => {
	control.group('demo', '120363000000000001@g.us').inviteCode = 'BenchInviteCode1000001';
};

export const groups: Cases = {
	listGroups: {
		minimal: { sessionId },
		output: [0, 1, 2].map((index) =>
			expect.objectContaining({
				sessionId: 'demo',
				groupId: `12036300000000000${index}@g.us`,
				subject: `Bench Group ${index}`,
				participantsCount: 3,
			}),
		),
		full: { sessionId, simplify: false },
		sends: { path: /\/groups$/, has: { sessionId: 'demo' } },
		perItem: { parameter: 'sessionId', values: ['demo', 'demo'] },
		failure: {
			given: ({ control }) => control.drop('demo', 'stopped'),
			message: "Session 'demo' is logged out or stopped",
		},
	},
	getGroupInfo: {
		minimal: { sessionId, groupId },
		output: [expect.objectContaining({ ...base, subject: 'Bench Group 0', participantsCount: 3 })],
		full: { sessionId, groupId, simplify: false },
		sends: { path: /group\/info$/, has: base },
		perItem,
		failure: unknownGroup,
	},
	getGroupInvite: {
		minimal: { sessionId, groupId },
		output: [{ ...answered, inviteLink: INVITE }],
		full: { sessionId, groupId },
		sends: { path: /group\/invite$/, has: base },
		perItem,
		failure: { ...unknownGroup, message: 'WhatsApp gives no invite link for the group' },
	},
	revokeGroupInvite: {
		minimal: { sessionId, groupId },
		output: [
			expect.objectContaining({
				...answered,
				inviteLink: 'https://chat.whatsapp.com/BenchInviteCode0000002',
			}),
		],
		full: { sessionId, groupId },
		sends: { path: /invite\/revoke$/, has: base },
		perItem,
		failure: { ...unknownGroup, message: 'The invite link was not revoked' },
	},
	joinGroupByLink: {
		given: otherGroup,
		minimal: { sessionId, inviteLink: INVITE },
		output: [
			{
				...answered,
				groupName: 'Bench Group 0',
				inviteLink: INVITE,
				status: 'success joined group',
				joined: true,
			},
		],
		full: { sessionId, inviteLink: 'BenchInviteCode0000001' },
		sends: { path: /join-via-link$/, has: { sessionId: 'demo', inviteLink: INVITE } },
		perItem: {
			parameter: 'inviteLink',
			values: [INVITE, 'chat.whatsapp.com/BenchInviteCode1000001?mode=ac_t'],
		},
		failure: {
			parameters: { inviteLink: 'https://chat.whatsapp.com/RevokedCode00000000001' },
			message: 'WhatsApp knows no group by this invite link',
		},
	},
	previewGroupByLink: {
		given: otherGroup,
		minimal: { sessionId, inviteLink: INVITE },
		output: [
			expect.objectContaining({
				...base,
				groupName: 'Bench Group 0',
				participantsCount: 3,
				groupPicture: expect.stringContaining('/pictures/'),
			}),
		],
		full: { sessionId, inviteLink: 'BenchInviteCode0000001', simplify: false },
		sends: { path: /join-via-link$/, has: { sessionId: 'demo', inviteLink: INVITE } },
		perItem: { parameter: 'inviteLink', values: [INVITE, 'BenchInviteCode1000001'] },
		failure: {
			parameters: { inviteLink: 'https://longhostname1.example/BenchInviteCode0000001' },
			message: /^'Invite Link' is not a group invite link: /,
		},
	},
	createGroup: {
		minimal: { sessionId, groupName: 'Picnic', participants: STRANGER },
		output: [
			{
				sessionId: 'demo',
				ownPhone: '+6281100000001',
				groupId: expect.stringMatching(/^1203\d+@g\.us$/),
				groupName: 'Picnic',
				participants: [
					{
						participant: `${STRANGER}@s.whatsapp.net`,
						phone: `+${STRANGER}`,
						status: 'added',
					},
				],
			},
		],
		full: {
			sessionId,
			groupName: 'Picnic',
			participants: `+62 812-0001-0005, ${MEMBER}`,
			options: { allowEmpty: false },
		},
		sends: {
			path: /group\/create$/,
			has: { sessionId: 'demo', groupName: 'Picnic', participants: [STRANGER, MEMBER] },
		},
		perItem: { parameter: 'participants', values: [[STRANGER, MEMBER], MEMBER] },
		failure: { parameters: { participants: '' }, message: "'Participants' is empty" },
	},
	leaveGroup: {
		...change({}, { status: 'success leave' }, /group\/leave$/),
		failure: { ...unknownGroup, message: 'The session did not leave the group' },
	},
	deleteGroup: change(
		{},
		{
			status: 'success delete group',
			removedParticipants: [MEMBER, ADMIN],
			failedToRemove: [],
			deleted: true,
		},
		/group\/delete$/,
	),
	updateGroupName: change(
		{ groupName: 'New Name' },
		{ groupName: 'New Name', status: 'success update group name' },
		/group\/name$/,
	),
	updateGroupDescription: {
		...change(
			{ groupDescription: 'one\ntwo' },
			{ groupDescription: 'one\ntwo', status: 'success update group description' },
			/group\/description$/,
		),
		full: { sessionId, groupId, groupDescription: '', options: { allowEmpty: true } },
		sends: { path: /group\/description$/, has: { ...base, groupDescription: '' } },
	},
	setGroupAnnouncement: change(
		{ announcement: false },
		{ announcement: false, status: 'success set announcement mode' },
		/group\/announcement$/,
	),
	setGroupLocked: change(
		{ locked: true },
		{ locked: true, status: 'success locked group' },
		/group\/locked$/,
	),
	getGroupParticipants: {
		minimal: { sessionId, groupId },
		output: ['6281100000001', MEMBER, ADMIN].map((phone, place) => ({
			...base,
			id: `${phone}@s.whatsapp.net`,
			jid: `${phone}@s.whatsapp.net`,
			lid: null,
			phone: place === 0 ? null : `+${phone}`,
			...(place === 0 && { ownPhone: `+${phone}` }),
			isMe: place === 0,
			isAdmin: phone !== MEMBER,
			isSuperAdmin: place === 0,
		})),
		full: { sessionId, groupId },
		sends: { path: /group\/participants$/, has: base },
		perItem,
		failure: unknownGroup,
	},
	addGroupParticipants: participants('add', 'added', [STRANGER, '6281200010006'], {
		...unknownGroup,
		message: 'The participant was not added',
	}),
	removeGroupParticipants: participants('remove', 'removed', [MEMBER, ADMIN], {
		parameters: { participants: STRANGER },
		message: 'The participant was not removed',
	}),
	promoteGroupParticipants: participants('promote', 'promoted', [MEMBER, ADMIN], {
		parameters: { participants: [STRANGER, '6281200010006'] },
		message: 'None of the 2 participants was promoted',
	}),
	demoteGroupParticipants: participants('demote', 'demoted', [ADMIN, MEMBER], {
		parameters: { participants: '6281100000001' },
		message: 'The participant was not demoted',
	}),
	approveJoinRequest: {
		...participants('request/approve', 'approved', [ASKING, '6281200019998'], {
			parameters: { participants: STRANGER },
			message: 'The participant was not approved',
		}),
		given: manyAsk,
	},
	rejectJoinRequest: {
		...participants('request/reject', 'rejected', [ASKING, '6281200019998'], {
			parameters: { participants: STRANGER },
			message: 'The participant was not rejected',
		}),
		given: manyAsk,
	},
	listJoinRequests: {
		given: ({ control }) => {
			control.group('demo', '120363000000000001@g.us').requests.push({
				jid: '6281200019998@s.whatsapp.net',
			});
		},
		minimal: { sessionId, groupId },
		output: [
			{
				...base,
				participant: `${ASKING}@s.whatsapp.net`,
				jid: `${ASKING}@s.whatsapp.net`,
				lid: null,
				phone: `+${ASKING}`,
				requestMethod: 'invite_link',
				requestTime: 1_795_338_978,
			},
		],
		full: { sessionId, groupId },
		sends: { path: /participants\/requests$/, has: base },
		perItem,
		failure: unknownGroup,
	},
	getGroupPicture: {
		minimal: { sessionId, groupId },
		output: [{ ...answered, pictureUrl: expect.stringMatching(/^http.*pic\.jpg$/) }],
		full: { sessionId, groupId, options: { download: true, outputPropertyName: 'photo' } },
		sends: { path: /group\/picture$/, has: base },
		perItem,
		failure: unknownGroup,
	},
	setGroupPicture: {
		...change({}, { status: 'success update group picture' }, /group\/picture$/),
		output: [
			{
				...answered,
				pictureUrl: expect.stringContaining('/pictures/'),
				status: 'success update group picture',
			},
		],
		full: { sessionId, groupId, source: 'binary', binaryPropertyName: 'data' },
		sends: {
			path: /group\/picture$/,
			has: { ...base, picture: expect.stringMatching(/^data:image\/png;base64,iVBOR/) },
		},
	},
	deleteGroupPicture: {
		...change({}, { status: 'success remove group picture', deleted: true }, /group\/picture$/),
		failure: notDone,
	},
};
