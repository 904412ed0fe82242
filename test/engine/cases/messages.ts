import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../../support/warest';
import type { Case, Cases } from './case';

const JID = '6281200010003@s.whatsapp.net';
const base = { sessionId: byId('demo'), to: byId(JID) };
const everyOption = { presence: 'composing', replyMessageId: 'MSG0030000', isForwarded: true };
/** As the trigger has it. */
const incoming = { event: 'message', sessionId: 'demo', chatId: JID, messageId: 'MSG0030001' };
const file = { source: 'binary', binaryPropertyName: 'data' };

/** A kind of message; `has` is what its request carries beside session and recipient. */
const sending = (
	path: string,
	asks: INodeParameters,
	{
		options = {},
		has = {},
		failure,
	}: { options?: object; has?: object; failure?: Case['failure'] } = {},
): Case => ({
	minimal: { ...base, ...asks },
	output: [
		expect.objectContaining({
			ownPhone: '+6281100000001',
			toJid: JID,
			messageId: expect.any(String),
			sessionId: 'demo',
			chatId: JID,
			sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			sent: true,
		}),
	],
	full: { ...base, ...asks, options: { ...everyOption, ...options } },
	sends: {
		path: new RegExp(`messages/send/${path}$`),
		has: { sessionId: 'demo', to: JID, ...everyOption, isForwarded: 'true', ...has },
	},
	perItem: { parameter: 'to', values: ['+62 812-0001-0004', '120363000000000000@g.us'] },
	failure: failure ?? {
		given: ({ control }) => control.drop('demo', 'replaced'),
		message: "Session 'demo' was replaced: another program took over its connection",
	},
});

/** MP4 and OGG files as far as anybody looks at them. */
const MP4 = `data:video/mp4;base64,${Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom').toString('base64')}`;
const OGG = `data:audio/ogg;base64,${Buffer.from('OggS\0\x02 a little sound').toString('base64')}`;
const fromUri = (url: string) => ({ source: 'url', url });

export const messages: Cases = {
	sendText: sending('text', { message: 'hello' }, { has: { message: 'hello' } }),
	sendFiles: sending('files', { files: { file: [file] } }),
	sendMedia: sending('media', file, {
		options: { caption: 'A dot', compress: true, viewOnce: false },
		has: { caption: 'A dot', compress: 'true', viewOnce: 'false' },
		failure: {
			parameters: fromUri(OGG),
			message: '\'URL or Data URI\' has a file of type audio/ogg: "audio/ogg"',
		},
	}),
	sendDocument: sending('document', file, {
		options: { caption: 'A dot', filename: 'my dot.png' },
		has: { caption: 'A dot', filename: 'my dot.png' },
		failure: {
			parameters: { options: { filename: 'a/b.pdf' } },
			message: `'File Name' has a character that no file name can have: "a/b.pdf"`,
		},
	}),
	sendAudio: sending('audio', fromUri(OGG), { has: { isVN: 'false' } }),
	sendGif: sending('gif', fromUri(MP4), {
		options: { caption: 'Look' },
		has: { caption: 'Look' },
		failure: {
			parameters: file,
			message: `'Input Data Field Name' has a file of type image/png: "data"`,
		},
	}),
	sendSticker: sending('sticker', file, {
		options: { compress: true },
		has: { compress: 'true' },
	}),
	sendButton: sending(
		'button',
		{ text: 'Again?', buttons: { button: [{ type: 'reply', displayText: 'Yes', id: 'yes' }] } },
		{
			options: { footer: 'Kopi Senja', image: 'https://example.com/menu.jpg' },
			has: {
				text: 'Again?',
				buttons: [{ type: 'reply', displayText: 'Yes', id: 'yes' }],
				footer: 'Kopi Senja',
				image: 'https://example.com/menu.jpg',
			},
		},
	),
	sendList: sending(
		'list',
		{
			text: 'What would you like?',
			buttonText: 'Menu',
			sections: { section: [{ title: 'Coffee', rows: { row: [{ title: 'Tubruk', id: 't' }] } }] },
		},
		{
			options: { footer: 'Kopi Senja', image: 'https://example.com/menu.jpg' },
			has: {
				text: 'What would you like?',
				buttonText: 'Menu',
				sections: [{ title: 'Coffee', rows: [{ title: 'Tubruk', id: 't' }] }],
			},
		},
	),
	sendLocation: sending(
		'location',
		{ latitude: -6.2088, longitude: 106.8456 },
		{
			options: { name: 'Kopi Senja', address: 'Jalan Senopati 12' },
			has: {
				location: {
					latitude: -6.2088,
					longitude: 106.8456,
					name: 'Kopi Senja',
					address: 'Jalan Senopati 12',
				},
			},
			failure: {
				parameters: { latitude: 95 },
				message: `'Latitude' is out of range: "95"`,
			},
		},
	),
	sendPoll: sending(
		'poll',
		{ question: 'When?', pollOptions: { option: [{ value: 'Mon, early' }, { value: 'Tue' }] } },
		{
			options: { maxSelection: 2 },
			has: { question: 'When?', options: ['Mon, early', 'Tue'], maxSelection: 2 },
			failure: {
				parameters: { pollOptions: { option: [{ value: 'Mon' }] } },
				message: "'Answers' has 1 entry",
			},
		},
	),
	sendContact: sending(
		'contact',
		{ contactName: 'Budi', contactPhone: '+62 812-0001-0005' },
		{
			options: { email: 'budi@example.com', fullName: 'Budi Santoso', organization: 'Kopi Senja' },
			has: {
				contact: {
					name: 'Budi',
					phone: '6281200010005',
					email: 'budi@example.com',
					fullName: 'Budi Santoso',
					organization: 'Kopi Senja',
				},
			},
			failure: {
				parameters: { contactPhone: '0812' },
				message: /^'Contact Phone' starts with 0/,
			},
		},
	),
	sendLongText: sending(
		'text',
		{ message: '**hello**' },
		{ options: { format: 'markdown', maxLength: 60_000 }, has: { message: '*hello*' } },
	),
	reply: {
		...sending(
			'text',
			{ message: 'Yes' },
			{ has: { message: 'Yes', replyMessageId: 'MSG0030001' } },
		),
		minimal: { message: 'Yes', incoming },
		full: { message: 'Yes', incoming, options: { presence: 'composing', quote: true } },
		sends: {
			path: /messages\/send\/text$/,
			has: { sessionId: 'demo', to: JID, presence: 'composing', replyMessageId: 'MSG0030001' },
		},
		perItem: { parameter: 'message', values: ['Yes', 'No'] },
		failure: {
			parameters: { incoming: { output: 'Yes' } },
			message: `'Incoming Message' holds no WhatsApp message: "{"output":"Yes"}"`,
		},
	},
	sendAndWait: {
		...sending(
			'text',
			{ message: 'Shall we deliver it?', answerBy: 'link' },
			{
				options: {
					limitWaitTime: {
						values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' },
					},
					reaskText: 'Please choose one of the answers.',
				},
				has: { message: expect.stringMatching(/^Shall we deliver it\?\n\nhttp:\S+$/) as string },
			},
		),
		isAlone: true,
	},
};
