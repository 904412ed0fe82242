import { noLimits } from '../../sandbox/limits';
import { createGroup } from '../../sandbox/world/groups';
import type { Group, Member } from '../../sandbox/world/groups';
import { addBenchGroup, addBenchPeople, benchPhone } from '../../sandbox/world/recorded';
import type { Session, WhatsAppAnswer, WhatsAppCall } from '../../sandbox/world/types';
import type { Sandbox } from '../../sandbox/server';
import type { RecordedCall } from './whatsapp-calls';
import type { Situation, Situations } from './situations';

const GROUP = '120363000000000000@g.us';
const person = (digits: string) => `${digits}@s.whatsapp.net`;

const inOrder =
	(...situations: Situation[]): Situation =>
	async (sandbox, ask) => {
		for (const situation of situations) await situation(sandbox, ask);
	};

const asked =
	(path: string): Situation =>
	async (_sandbox, ask) => {
		await ask('GET', `/api/v1/${path}`);
	};

const info = asked('profile/info?sessionId=demo');

const failing =
	(...methods: WhatsAppCall['method'][]): Situation =>
	({ control }) => {
		for (const method of methods) control.failWhatsApp({ method });
	};

const saying =
	(method: WhatsAppCall['method'], message: string): Situation =>
	({ control }) =>
		control.failWhatsApp({ method, message });

const failingFor =
	(digits: string): Situation =>
	({ control }) =>
		control.failWhatsApp({ jid: person(digits) });

const answering =
	(answer: WhatsAppAnswer): Situation =>
	({ control }) =>
		control.answerWhatsApp(answer);

const working: Situation = ({ control }) => control.clearFaults();

const inDemo =
	(change: (session: Session) => void): Situation =>
	({ control }) =>
		change(control.session('demo'));

/** A session that waits for its QR. */
const qrOne: Situation = async ({ control }, ask) => {
	control.addSession({ id: 'qrone', account: benchPhone, dial: 'qr' });
	await ask('GET', '/api/v1/session/create?sessionId=qrone');
};

/** A session of the user who is no admin, with the same groups and people. */
const userOne: Situation = ({ control, world }: Sandbox) => {
	control.addSession({ id: 'userone', owner: 'bob', account: benchPhone });
	control.scan('userone');
	const session = control.session('userone');
	for (const index of [0, 1, 2]) addBenchGroup(session, index);
	addBenchPeople(world, session);
};

const withUserOne = (change: (session: Session) => void) =>
	inOrder(userOne, ({ control }) => change(control.session('userone')));

const members = (...digits: string[]): Member[] =>
	digits.map((each) => ({ id: person(each), admin: null }));

const own = person(benchPhone.phone);

const joinedLately =
	(id: string, given: Partial<Group> = {}): Situation =>
	({ control }) => {
		const session = control.session('demo');
		createGroup({ session, id, subject: 'Just Me', creation: 1_795_339_000, ...given });
	};

const nobodyIsAdmin = joinedLately('120363991795339098433@g.us', {
	members: members(benchPhone.phone, '6281200010000', '6281200010001', '6281200010002'),
});

const lidMember = (lid: string, jid: string, admin: Member['admin']): Member => ({
	id: `${lid}@lid`,
	jid,
	lid: `${lid}@lid`,
	admin,
});

/** A group in which WhatsApp hides numbers, as the real library gives it. */
const addressedByLid = withUserOne((session) => {
	createGroup({
		session,
		id: GROUP,
		subject: 'LID Group',
		subjectOwner: '777000111000@lid',
		subjectTime: 1_751_000_000,
		creation: 1_750_000_000,
		owner: '777000111000@lid',
		desc: 'd',
		descId: 'D1',
		restrict: true,
		announce: true,
		joinApprovalMode: true,
		memberAddMode: false,
		more: {
			addressingMode: 'lid',
			subjectOwnerJid: own,
			ownerJid: own,
			owner_country_code: 'ID',
			descOwner: '777000111000@lid',
			descOwnerJid: own,
			descTime: 1_751_000_001,
			linkedParent: '120363000000000999@g.us',
			ephemeralDuration: 604_800,
		},
		members: [
			lidMember('777000111000', own, 'superadmin'),
			lidMember('777000111222', person('6281200010000'), null),
			lidMember('777000111333', person('6281200010001'), 'admin'),
			lidMember('777000111444', '', null),
		],
	});
	const jid = person('6281200010000');
	session.contacts.set(jid, { jid, name: 'C0', lid: '777000111222@lid' });
});

const business = (path: string) => asked(`profile/business-profile?sessionId=demo&${path}`);

const limited: Situation = async (sandbox, ask) => {
	await qrOne(sandbox, ask);
	sandbox.control.setLimits({ ...noLimits, rateLimit: { max: 1, windowMs: 60_000 } });
	await ask('GET', '/api/v1/groups');
};

const realPicture =
	'https://pps.whatsapp.net/v/t61.24694-24/491879912_1234567890123456_1111_n.jpg?oh=x&oe=6';

/** The situations of groups-profile; first match counts. */
export const groupsProfileSituations: Situations = [
	[/^notopen-/, qrOne],
	[/^ratelimit-/, limited],
	[/^lid-requests$/, answering({
		method: 'groupRequestParticipantsList',
		answer: [
			{
				jid: '123456789012345@lid',
				phone_number: person('6281200019999'),
				request_method: 'linked_group_join',
				request_time: '1751000000',
			},
			{ jid: '223456789012345@lid' },
		],
	})],
	[/^lid-/, addressedByLid],
	[/^groups-list-(forbidden-admin|user-ok)$/, userOne],
	[
		/^member-delete$/,
		withUserOne(({ groups }) => {
			for (const group of groups.values()) group.members = members(benchPhone.phone);
		}),
	],
	[
		/^nosize-info$/,
		inOrder(
			userOne,
			answering({ method: 'groupMetadata', answer: { id: GROUP, subject: 'No size' } }),
		),
	],
	[
		/^onwa-deep-about$/,
		inOrder(userOne, answering({ method: 'fetchStatus', answer: [{ status: {} }] })),
	],
	[/^onwa-empty-answer$/, answering({ method: 'onWhatsApp', answer: [] })],
	[
		/^ppic-previewonly$/,
		inOrder(userOne, ({ control }) =>
			control.failWhatsApp({ method: 'profilePictureUrl', times: 1 }),
		),
	],
	[/^ppic-real$/, inOrder(userOne, answering({ method: 'profilePictureUrl', answer: realPicture }))],
	[
		/^preview-real$/,
		inOrder(
			withUserOne(({ people }) => people.pictures.set('120363000000000777@g.us', 'pic.jpg')),
			answering({
				method: 'groupGetInviteInfo',
				answer: {
					id: '120363000000000777@g.us',
					subject: 'Public',
					size: 250,
					restrict: true,
					announce: true,
					ephemeralDuration: 86_400,
				},
			}),
		),
	],
	[/^(pinfo-again|pinfo-case|ppic-get-(ok|ignored))$/, info],
	[
		/^privacy-strict$/,
		inDemo(({ people }) => {
			people.privacy = {
				readreceipts: 'none',
				profile: 'none',
				status: 'none',
				online: 'match_last_seen',
				last: 'contact_blacklist',
				groupadd: 'contacts',
				calladd: 'known',
				stickers: 'none',
				messages: 'contacts',
			};
		}),
	],
	[/^biz-array$/, business('checkNumbers=6281200010001,6281200010002')],
	[/^biz-cached$/, business('checkNumbers=6281200010000')],
	[
		/^fault-biz-cached$/,
		inOrder(failing('getBusinessProfile'), business('checkNumbers=6281200010020'), working),
	],
	[/^biz-notbusiness$/, inDemo(({ people }) => people.businesses.clear())],
	[
		/^biz-full$/,
		inDemo(({ people }) => {
			const jid = person('6281200010023');
			people.businesses.set(jid, {
				wid: jid,
				email: 'a@b.c',
				address: 'Street 1',
				category: 'Retail; Food / Toys',
				description: 'Line "one"\nit\'s two',
				website: ['https://a.example', 'https://b.example'],
				business_hours: {
					timezone: 'Asia/Jakarta',
					business_config: [
						{ day_of_week: 'mon', mode: 'specific_hours', open_time: 480, close_time: 1020 },
						{ day_of_week: 'sun', mode: 'open_24h' },
					],
				},
			});
		}),
	],
	[
		/^contacts-deep-cached$/,
		asked('profile/list-contacts?sessionId=demo&limit=2&deep=true'),
	],
	[/^delete-not-admin$|^leave-query$/, nobodyIsAdmin],
	[/^leave-ok$/, joinedLately('120363991795339098206@g.us')],
	[/^empty-requests$/, answering({ method: 'groupRequestParticipantsList', answer: [] })],
	[/^refused-/, inDemo(({ people }) => people.unwilling.add(person('6281200010005')))],
	[/^fault-create$/, saying('groupCreate', 'rate-overlimit')],
	[/^fault-delete-noleave$/, failing('groupRevokeInvite', 'groupLeave')],
	[
		/^fault-delete-all$/,
		failing('groupParticipantsUpdate', 'groupRevokeInvite', 'groupLeave'),
	],
	[/^fault-request-/, failingFor('6281200019998')],
	[/^fault-(add|delete|demote|promote|remove)-/, failingFor('6281200010001')],
	[/^fault-(gpic-get|ppic-get|preview-nopic)$/, failing('profilePictureUrl')],
	[
		/^fault-(gpic-get-undef|preview-undefpic)$/,
		answering({ method: 'profilePictureUrl', answer: undefined }),
	],
	[/^fault-[gp]pic-delete$/, saying('removeProfilePicture', 'not-authorized')],
	[/^fault-[gp]pic-set$/, saying('updateProfilePicture', 'not-authorized')],
	[/^fault-(groups-list|contacts-groups)$/, failing('groupFetchAllParticipating')],
	[/^fault-join$/, saying('groupAcceptInvite', 'gone')],
	[/^fault-join-pending$/, answering({ method: 'groupAcceptInvite', answer: undefined })],
	[/^fault-leave$/, failing('groupLeave')],
	[/^fault-onwa$/, failing('onWhatsApp')],
	[/^fault-preview$/, failing('groupGetInviteInfo')],
	[/^fault-requests$/, failing('groupRequestParticipantsList')],
	[/^fault-pinfo-nopic$/, inOrder(failing('profilePictureUrl'), info, working)],
	[
		/^fault-pinfo$/,
		inOrder(
			failing('profilePictureUrl'),
			info,
			working,
			failing('fetchStatus', 'getBusinessProfile'),
		),
	],
];

const ofUserOne =
	/^(lid-(?!requests)|member-delete|nosize-info|onwa-deep-about|ppic-(previewonly|real)|preview-real|groups-list-user-ok|name-forbidden|pinfo-forbidden)/;

/** Whose key a recording of groups-profile was made with, where it was not the admin's. */
export function keyOfGroupsProfile(name: string): 'bob' | 'wrong' | 'none' | null {
	if (name === 'groups-list-badkey') return 'wrong';
	if (/nokey$/.test(name)) return 'none';
	return ofUserOne.test(name) ? 'bob' : null;
}

/** A picture in a data URI, in a body of exactly so many bytes. */
function pictureBody(bytes: number): string {
	const body = (picture: string) =>
		JSON.stringify({
			sessionId: 'demo',
			groupId: GROUP,
			picture: `data:image/png;base64,${picture}`,
		});
	return body('A'.repeat(bytes - body('').length));
}

/** The bodies of which the recordings of groups-profile keep only the size. */
export function rawGroupsProfileBody(name: string, bytes: number): string {
	if (name.endsWith('nokey')) return '{"sessionId":"demo",';
	if (name.endsWith('jsonstring')) return '"str"';
	if (name.endsWith('urlencoded')) return 'sessionId=demo&groupId=1&groupName=x';
	return bytes > 1000 ? pictureBody(bytes) : 'x'.repeat(bytes);
}

export type StoredCalls = Record<string, [method: string, ...args: unknown[]][]>;

/** The calls of all recordings of a part, as its `_whatsapp-calls.json` has them. */
export function callsIn(stored: StoredCalls): Record<string, RecordedCall[]> {
	const calls = Object.entries(stored).map(([name, made]) => [
		name,
		// "!throw" and "!return" tell what the call was made to do.
		made.map(([method, ...args]) => ({ method: method.replace(/!.*/, ''), args })),
	]);
	return Object.fromEntries(calls) as Record<string, RecordedCall[]>;
}
