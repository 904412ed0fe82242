import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../../support/warest';
import type { Case, Cases } from './case';

const PERSON = '6281200010003@s.whatsapp.net';
const MEDIA_KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const IMAGE =
	'data:application/octet-stream;base64,LFapvuoekshPp3JVbDRG3EGoDrp+RlNyYU3PLfmfWfJ23rhl6+KQ8FgJ';
const plainText = { source: 'url', url: 'data:text/plain;base64,aGVsbG8gd29ybGQ=' };
/** The first bytes of an MP4. */
const video = { source: 'url', url: 'data:video/mp4;base64,AAAAGGZ0eXBpc29t' };
const session = { options: { sessionId: byId('demo') } };
const noSession: Case['failure'] = {
	parameters: { options: { sessionId: byId('nosuch') } },
	message: "Session 'nosuch' does not exist",
};
const notAPicture: Case['failure'] = {
	parameters: plainText,
	message: 'The file is not a picture that WARest can read',
};
const pollEncKey = 'ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=';
/** The contract's golden vote (docs/warest/misc.md#4). */
const vote: INodeParameters = {
	pollUpdateVote: JSON.stringify({
		pollCreationMessageKey: {
			id: '3EB0POLL0000000001',
			participant: '6281100000001@s.whatsapp.net',
		},
		key: { participant: '6281200010000@s.whatsapp.net' },
		vote: {
			encPayload: 'NzaQn2ttPg+IHA17xqDALg05wPeP0MugYgPHwSyXlI17JN9v1rlm0BqVxJICkH8CltA=',
			encIv: 'AAECAwQFBgcICQoL',
		},
	}),
};

export const misc: Cases = {
	convertStringToQr: {
		minimal: { string: 'Hello QR' },
		output: [{ string: 'Hello QR', target: 'png', fileName: 'qr.png', mimeType: 'image/png' }],
		full: { string: 'Hello QR', target: 'svg', options: { outputPropertyName: 'code' } },
		sends: { path: /convert-string-toqr\/svg$/, has: { string: 'Hello QR' } },
		perItem: { parameter: 'string', values: ['one', 2] },
		failure: {
			parameters: { string: 'ä'.repeat(1500) },
			message: "'String' is too long for a QR code",
		},
	},
	base64: {
		minimal: { input: 'abcdefghijklmnop' },
		output: [{ action: 'encode', data: 'YWJjZGVmZ2hpamtsbW5vcA==' }],
		full: {
			action: 'decode',
			input: 'SGVsbG8=',
			options: { decodeTo: 'binary', outputPropertyName: 'file' },
		},
		sends: {
			path: /misc\/base64$/,
			has: {
				action: 'decode',
				input: 'data:application/octet-stream;base64,SGVsbG8=',
				output: 'base64',
			},
		},
		perItem: { parameter: 'input', values: ['one', 2] },
		failure: {
			parameters: { action: 'decode', input: 'no base64!' },
			message: `'Input' is not base64: "no base64!"`,
		},
	},
	cryptoHash: {
		minimal: { input: 'text' },
		output: [
			{
				data: '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1',
				algo: 'sha256',
				output: 'hex',
			},
		],
		full: { input: 'text', options: { algo: 'sha3-256', output: 'base64url' } },
		sends: {
			path: /crypto\/hash$/,
			has: {
				input: 'data:application/octet-stream;base64,dGV4dA==',
				algo: 'sha3-256',
				output: 'base64url',
			},
		},
		perItem: { parameter: 'input', values: ['', 2] },
		failure: {
			parameters: { options: { algo: 'crc32' } },
			message: `'Algorithm' is not one of its values: "crc32"`,
		},
	},
	cryptoHmac: {
		minimal: { input: 'text', key: 'secret' },
		output: [
			{
				data: '2f443685592900e619f2f3b2350c3c8a5738e2e7a26bc9a244d3393c3cd6abd6',
				algo: 'sha256',
				output: 'hex',
			},
		],
		full: { input: 'text', key: 'secret', options: { algo: 'sha512', output: 'base64' } },
		sends: {
			path: /crypto\/hmac$/,
			has: {
				input: 'data:application/octet-stream;base64,dGV4dA==',
				key: 'secret',
				algo: 'sha512',
				output: 'base64',
			},
		},
		perItem: { parameter: 'key', values: ['one', 2] },
		failure: {
			parameters: { key: 'secret ' },
			message: "'Key' begins or ends with a space or a line break",
		},
	},
	thumbnail: {
		minimal: {},
		output: [
			{
				fileName: 'dot-thumbnail.png',
				mimeType: 'image/png',
				size: expect.any(Number),
				number: 1,
				count: 1,
			},
		],
		full: {
			mediaType: 'video',
			...video,
			options: { count: 2, width: 64, height: 32, outputPropertyName: 'small' },
		},
		given: ({ control }) => control.setBehaviour({ ffprobe: true }),
		sends: {
			path: /media\/thumbnail$/,
			has: { type: 'video', count: 2, width: 64, height: 32 },
		},
		perItem: null,
		failure: notAPicture,
	},
	processImage: {
		minimal: {},
		output: [
			expect.objectContaining({
				fileName: 'dot.png',
				mimeType: 'image/png',
				format: 'png',
				width: 1,
				height: 1,
				converted: false,
			}),
		],
		full: {
			source: 'binary',
			binaryPropertyName: 'data',
			options: {
				convert: 'webp',
				fit: 'contain',
				height: 40,
				quality: 60,
				width: 50,
				outputPropertyName: 'picture',
			},
		},
		sends: {
			path: /media\/image$/,
			has: {
				actions: {
					convert: 'webp',
					resize: { width: 50, height: 40, fit: 'contain' },
					compress: { quality: 60 },
				},
			},
		},
		perItem: null,
		failure: notAPicture,
	},
	uuidGenerate: {
		minimal: {},
		output: [{ id: expect.stringMatching(/^[\da-f-]{36}$/), type: 'uuid', version: 'v4' }],
		full: {
			options: {
				type: 'uuid',
				version: 'v5',
				namespace: 'dns',
				name: 'example.com',
				count: 2,
			},
		},
		sends: {
			path: /uuid\/generate$/,
			has: {
				type: 'uuid',
				version: 'v5',
				namespace: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
				name: 'example.com',
				count: 2,
			},
		},
		perItem: null,
		failure: {
			parameters: { options: { version: 'v7' } },
			message: `'Version' is not one of its values: "v7"`,
		},
	},
	uuidValidate: {
		minimal: { value: 'cfbff0d1-9375-5685-968c-48ce8b15ae17' },
		output: [
			{
				value: 'cfbff0d1-9375-5685-968c-48ce8b15ae17',
				isValid: true,
				type: 'uuid',
				version: 'v5',
			},
		],
		full: { value: '01ARZ3NDEKTSV4RRFFQ69G5FAV', options: { type: 'ulid' } },
		sends: {
			path: /uuid\/validate$/,
			has: { value: '01ARZ3NDEKTSV4RRFFQ69G5FAV', type: 'ulid' },
		},
		perItem: { parameter: 'value', values: ['one', 2] },
		failure: { parameters: { value: ' ' }, message: "'Value' is empty" },
	},
	decryptWhatsappFile: {
		minimal: { mediaKey: MEDIA_KEY, source: 'url', file: IMAGE },
		output: [{ fileName: 'file.bin', mimeType: 'application/octet-stream', size: 22 }],
		full: {
			mediaKey: MEDIA_KEY,
			source: 'url',
			file: IMAGE,
			options: {
				mimeType: 'image/jpeg',
				fileSha256: '60fWonL6cFuHIwtsXqbgXW9QDkqzHhokWVI5hmvDUDA=',
				outputPropertyName: 'photo',
			},
		},
		sends: {
			path: /file-decrypt$/,
			has: {
				mediaKey: MEDIA_KEY,
				file: IMAGE,
				mimeType: 'image/jpeg',
				fileSha256: '60fWonL6cFuHIwtsXqbgXW9QDkqzHhokWVI5hmvDUDA=',
			},
		},
		perItem: { parameter: 'mediaKey', values: [MEDIA_KEY, [...Array(32).keys()]] },
		failure: {
			parameters: { mediaKey: Buffer.alloc(32, 1).toString('base64') },
			message: 'The file cannot be decrypted with this media key',
		},
	},
	decryptPollVote: {
		minimal: { sessionId: byId('demo'), ...vote, options: { pollEncKey } },
		output: [
			expect.objectContaining({
				sessionId: 'demo',
				pollCreatorJid: '6281100000001@s.whatsapp.net',
				voterJid: '6281200010000@s.whatsapp.net',
				decrypted: true,
				choiceKnown: false,
				votedOptionNames: null,
			}),
		],
		full: {
			sessionId: byId('demo'),
			...vote,
			options: {
				pollEncKey,
				pollCreatorJid: '+62 811-0000-0001',
				pollMsgId: '3EB0POLL0000000001',
				voterJid: '6281200010000:3@s.whatsapp.net',
			},
		},
		sends: {
			path: /poll-update-vote$/,
			has: {
				sessionId: 'demo',
				pollEncKey,
				pollCreatorJid: '6281100000001@s.whatsapp.net',
				pollMsgId: '3EB0POLL0000000001',
				voterJid: '6281200010000@s.whatsapp.net',
			},
		},
		perItem: { parameter: 'sessionId', values: ['demo', ' demo'] },
		failure: {
			parameters: { options: { pollEncKey: Buffer.alloc(32, 1).toString('base64') } },
			message: 'The vote cannot be decrypted with what was given',
		},
	},
	validatePhone: {
		minimal: { phone: '+62 812-0001-0003' },
		output: [
			{
				sessionId: 'demo',
				phone: '+6281200010003',
				exists: true,
				jid: PERSON,
				lid: '96281200010003@lid',
				country: 'ID',
			},
		],
		full: { phone: '415 555 2671', options: { country: 'US', sessionId: byId('demo') } },
		sends: {
			path: /validate\/phone$/,
			has: { sessionId: 'demo', phone: '14155552671', country: '1' },
		},
		perItem: { parameter: 'phone', values: ['+49 30 12345678', 6281200010003] },
		failure: noSession,
	},
	validateJid: {
		minimal: { jid: '6281200010003@c.us' },
		output: [{ sessionId: 'demo', jid: PERSON, isValid: true, type: 'user', exists: true }],
		full: { jid: PERSON, ...session },
		sends: { path: /validate\/jid$/, has: { sessionId: 'demo', jid: PERSON } },
		perItem: { parameter: 'jid', values: [PERSON, '120363000000000000@g.us'] },
		failure: noSession,
	},
	resolveJidOrLid: {
		minimal: { input: '6281200010003' },
		output: [
			{
				sessionId: 'demo',
				input: '6281200010003',
				isValid: true,
				type: 'jid',
				lid: null,
				jid: PERSON,
				country: 'ID',
			},
		],
		full: { input: '6281200010003', ...session },
		sends: { path: /jid-or-lid$/, has: { sessionId: 'demo', input: PERSON } },
		perItem: { parameter: 'input', values: [PERSON, '900000000555@lid'] },
		failure: noSession,
	},
};
