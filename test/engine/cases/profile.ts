import { byId } from '../../support/warest';
import type { Sandbox } from '../../../sandbox/server';
import type { Case, Cases } from './case';

const sessionId = byId('demo');
const own = '6281100000001';
const base = { sessionId: 'demo', ownPhone: `+${own}` };

/** A second session to choose. */
const second = ({ control }: Sandbox) => {
	const account = { phone: '6281100000009', device: 3, name: 'Second', lid: '900000000009' };
	control.addSession({ id: 'second', account, dial: 'open' });
	control.scan('second');
};
const perItem: Case['perItem'] = { parameter: 'sessionId', values: ['demo', 'second'] };
const notConnected: Case['failure'] = {
	given: ({ control }) => control.drop('demo', 'stopped'),
	message: "Session 'demo' is logged out or stopped",
};
const url = expect.stringContaining('/pictures/');
const picture = { ...base, url, id: null, type: 'image', imgFull: url, imgPreview: url };
const business = { email: 'a@b.c', categories: ['Retail'], description: 'Bench shop' };
const notANumber = {
	parameters: { checkNumbers: '6281200010000, 0812 0001 0000' },
	message:
		/^'Phone Numbers' has an entry, "0812 0001 0000", that starts with 0, so its country is not known/,
};

export const profile: Cases = {
	getProfileInfo: {
		given: second,
		minimal: { sessionId },
		output: [expect.objectContaining({ ...base, pushName: 'Bench Phone', about: 'Available' })],
		full: { sessionId },
		sends: { path: /profile\/info$/, has: { sessionId: 'demo' } },
		perItem,
		failure: notConnected,
	},
	getProfilePicture: {
		given: second,
		minimal: { sessionId },
		output: [picture],
		full: { sessionId, options: { download: true, outputPropertyName: 'photo' } },
		sends: { path: /profile\/picture$/, has: { sessionId: 'demo' } },
		perItem,
		failure: notConnected,
	},
	setProfilePicture: {
		given: second,
		minimal: { sessionId },
		output: [picture],
		full: {
			sessionId,
			source: 'url',
			url: 'DATA:image/PNG;base64,iVBORw0KGgoAAAANSUhEUgAA',
		},
		sends: {
			path: /profile\/picture$/,
			has: { sessionId: 'demo', picture: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA' },
		},
		perItem,
		failure: {
			parameters: { source: 'url', url: '/etc/passwd' },
			message: `'URL or Data URI' is neither a web address nor a data URI: "/etc/passwd"`,
		},
	},
	deleteProfilePicture: {
		given: second,
		minimal: { sessionId },
		output: [{ sessionId: 'demo', deleted: true }],
		full: { sessionId },
		sends: { path: /profile\/picture$/, has: { sessionId: 'demo' } },
		perItem,
		failure: notConnected,
	},
	getPrivacySettings: {
		given: second,
		minimal: { sessionId },
		output: [
			{
				...base,
				profilePhoto: 'contacts',
				status: 'contacts',
				online: 'match_last_seen',
				lastSeen: 'contacts',
				messages: 'all',
				stickers: 'contacts',
			},
		],
		full: { sessionId },
		sends: { path: /profile\/privacy$/, has: { sessionId: 'demo' } },
		perItem,
		failure: notConnected,
	},
	listContacts: {
		given: second,
		minimal: { sessionId, limit: 2 },
		output: [
			{
				...base,
				jid: `${own}@s.whatsapp.net`,
				phone: null,
				lid: null,
				name: 'Bench Phone',
				isMe: true,
			},
			{
				sessionId: 'demo',
				jid: '6281200010000@s.whatsapp.net',
				phone: '+6281200010000',
				lid: null,
				name: 'C0',
				isMe: false,
			},
		],
		full: {
			sessionId,
			returnAll: true,
			options: { type: 'groups', deep: true, groupIds: '120363000000000000' },
		},
		sends: {
			path: /list-contacts$/,
			has: {
				sessionId: 'demo',
				type: 'groups',
				deep: 'true',
				groupIds: '120363000000000000@g.us',
				limit: '10',
				offset: '0',
			},
		},
		perItem: { parameter: 'limit', values: [1, '2'] },
		failure: {
			parameters: { options: { type: 'groups', groupIds: '6281200010000' } },
			message: `'Only Groups' is not a group ID: "6281200010000"`,
		},
	},
	checkOnWhatsapp: {
		minimal: { sessionId, checkNumbers: '6281200010000' },
		output: [
			{
				sessionId: 'demo',
				jid: '6281200010000@s.whatsapp.net',
				phone: '+6281200010000',
				isOnWhatsApp: true,
			},
		],
		full: {
			sessionId,
			checkNumbers: '+62 812-0001-0000\n+1 (415) 555-2671',
			options: { deep: true },
		},
		sends: {
			path: /on-whatsapp$/,
			has: { sessionId: 'demo', checkNumbers: '6281200010000,14155552671', deep: 'true' },
		},
		perItem: { parameter: 'checkNumbers', values: [6281200010000, ['6281200010001']] },
		failure: notANumber,
	},
	getBusinessProfile: {
		minimal: { sessionId, checkNumbers: '6281200010000' },
		output: [
			expect.objectContaining({
				sessionId: 'demo',
				phone: '+6281200010000',
				isBusiness: true,
				isOnWhatsApp: true,
				...business,
			}),
		],
		full: { sessionId, checkNumbers: '+62 812-0001-0000, 6281200010001', simplify: false },
		sends: {
			path: /business-profile$/,
			has: { sessionId: 'demo', checkNumbers: '6281200010000,6281200010001' },
		},
		perItem: { parameter: 'checkNumbers', values: ['6281200010000', '6281200010001'] },
		failure: notANumber,
	},
};
