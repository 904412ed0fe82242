import { payloadOf } from '../uploads/payload';
import { FileContent } from '../world/content';
import type { FileKind } from '../world/content';
import { squareOf } from '../world/pictures';
import { clientOf } from '../test-client';
import type { Sandbox } from '../server';
import type { Choice } from './contacts/changes';
import type { GroupChange } from './contacts/group-change';
import type { Incoming } from './contacts/incoming';
import type { FileDetails } from './messages/file';
import type { Wire } from './messages/kind';
import { recordedDeliveries } from './recorded';
import { contact, group, member } from './test-world';

/** Makes the sandbox do what was recorded. */
export type Cause = (sandbox: Sandbox) => unknown;

const newcomer = '6281200010009@s.whatsapp.net';
const lidChat = '900000000777@lid';

const write =
	(message: Partial<Incoming>): Cause =>
	({ control }) =>
		control.incoming('demo', { chatId: contact, ...message });

const file = (
	kind: FileKind,
	mimeType: string,
	{
		name = null,
		text = null,
		bytes = Buffer.from('some bytes'),
		viewOnce = false,
		...details
	}: FileDetails &
		Partial<{
			name: string | null;
			text: string | null;
			bytes: Buffer;
			viewOnce: boolean;
		}> = {},
): Partial<Incoming> => ({
	content: { kind, text, file: new FileContent(payloadOf(bytes), name, mimeType), viewOnce },
	details,
});

/** The server has no network, or rejects the file. */
const unmirrored =
	(cause: Cause): Cause =>
	(sandbox) => {
		sandbox.webhooks.settings.mirrorMedia = false;
		return cause(sandbox);
	};

/** Gives the content of the recording itself: what is compared is everything around it. */
const asRecorded = (name: string, more: Partial<Incoming> = {}): Cause => {
	const data = recordedDeliveries(name)[0].body?.data ?? {};
	const { message } = data.message as { message: Wire };
	return write({ wire: message, ...more });
};

const knowLid = ({ control }: Sandbox, jid: string, lid: string) =>
	control.session('demo').contacts.set(jid, { jid, name: 'Somebody', lid });

const ofGroup =
	(change: Omit<GroupChange, 'groupId'>): Cause =>
	({ control }) =>
		control.groupChange('demo', { groupId: group, by: contact, ...change });

/** Something that needs a message first; the webhook of that message is ignored. */
const onMessage =
	(act: (sandbox: Sandbox, aimed: { chatId: string; messageId: string }) => unknown): Cause =>
	async (sandbox) => {
		const messageId = sandbox.control.incoming('demo', { chatId: contact, text: 'first' });
		await sandbox.webhooks.settled();
		sandbox.webhooks.forget();
		return act(sandbox, { chatId: contact, messageId });
	};

const answer = (choice: Omit<Choice, 'chatId' | 'messageId'>) =>
	onMessage(({ control }, aimed) => control.answerButton('demo', { ...aimed, ...choice }));

/** Something over the API with a message of the session. */
const onOwnMessage =
	(act: (sandbox: Sandbox, id: string) => unknown): Cause =>
	async (sandbox) => {
		const body = { sessionId: 'demo', to: contact, message: 'mine' };
		await clientOf(sandbox).post('/api/v1/messages/send/text', body);
		return act(sandbox, sandbox.control.sent[0].messageId);
	};

const picture = squareOf(1, 2, 3);
const dropped: Cause = async ({ control, webhooks }) => {
	control.drop('demo', 'reconnecting');
	control.incoming('demo', { chatId: contact, text: 'while away' });
	await webhooks.settled();
	control.scan('demo');
};

/** How to make each recorded webhook happen. */
export const causes: Record<string, Cause> = {
	'message.text': write({ text: 'hello from alice' }),
	'message.text-command': write({ text: '/help me' }),
	'message.text-quote': write({ text: 'my answer', quotedId: 'MSG0000001' }),
	'message.text-ephemeral': write({ text: 'disappearing', expiration: 86_400 }),
	'message.text-link': asRecorded('message.text-link'),
	'message.text-mentions': write({
		chatId: group,
		from: member,
		text: 'hi @6281200010001 @8613800138000 @900000000555',
		mentions: [member, '8613800138000@s.whatsapp.net', '900000000555@lid'],
	}),
	'message.text-group': (sandbox) => {
		knowLid(sandbox, member, '900000000099@lid');
		return write({ chatId: group, from: member, text: 'hello group' })(sandbox);
	},
	'message.text-lid-sender': (sandbox) => {
		knowLid(sandbox, '6281200010002@s.whatsapp.net', lidChat);
		return write({ chatId: lidChat, text: 'hi from a lid' })(sandbox);
	},
	'message.group-lid-participant-long': (sandbox) => {
		const from = '1234567890123456@lid';
		knowLid(sandbox, '6281200010004@s.whatsapp.net', from);
		return write({ chatId: group, from, text: 'lid in group' })(sandbox);
	},
	'message.image-stored': write(
		file('image', 'image/jpeg', { bytes: picture, text: 'look at this' }),
	),
	'message.image-download-failed': unmirrored(
		write(file('image', 'image/jpeg', { bytes: picture, text: 'look at this' })),
	),
	'message.image-view-once': unmirrored(write(file('image', 'image/jpeg', { viewOnce: true }))),
	'message.video-stored-group': write({
		chatId: group,
		from: member,
		...file('video', 'video/mp4', { text: 'clip', seconds: 7, width: 640, height: 360 }),
	}),
	'message.video-download-failed': unmirrored(
		write(file('video', 'video/mp4', { text: 'clip', seconds: 7, width: 640, height: 360 })),
	),
	'message.audio-stored': write(file('voice', 'audio/ogg; codecs=opus', { seconds: 3 })),
	'message.audio': unmirrored(write(file('voice', 'audio/ogg; codecs=opus', { seconds: 3 }))),
	'message.document-stored': write(
		file('document', 'application/pdf', { name: 'report final.pdf', pageCount: 2 }),
	),
	'message.document': unmirrored(
		write(file('document', 'application/pdf', { name: 'report.pdf', pageCount: 2 })),
	),
	'message.document-with-caption': write(
		file('document', 'application/pdf', { name: 'report.pdf', text: 'monthly report' }),
	),
	'message.document-zip-not-stored': write(file('document', 'application/zip', { name: 'a.zip' })),
	'message.document-mime-not-allowed': write(
		file('document', 'application/zip', { name: 'a.zip' }),
	),
	'message.sticker-stored': write(file('sticker', 'image/webp', { width: 64, height: 64 })),
	'message.sticker': unmirrored(write(file('sticker', 'image/webp', { width: 64, height: 64 }))),
	'message.video-note': asRecorded('message.video-note'),
	'message.location': write({
		content: {
			kind: 'location',
			location: { latitude: -6.2, longitude: 106.8, name: 'HQ', address: 'Jakarta' },
		},
	}),
	'message.live-location': asRecorded('message.live-location'),
	'message.contacts': write({
		contacts: ['John', 'Jane'].map((displayName) => ({
			displayName,
			fullName: displayName,
			phone: '62812',
			organization: null,
			email: null,
		})),
	}),
	'message.poll-v1': asRecorded('message.poll-v1'),
	'message.poll-vote': async (sandbox) => {
		const { control, webhooks } = sandbox;
		const poll = { question: 'Lunch?', options: ['Nasi', 'Mie'], maxSelection: 1 };
		const messageId = control.incoming('demo', {
			chatId: contact,
			content: { kind: 'poll', poll },
		});
		await webhooks.settled();
		webhooks.forget();
		control.voteOnPhone('demo', { chatId: contact, messageId, options: ['Mie'] });
	},
	'message.button-response': answer({ id: 'btn-1', style: 'buttons' }),
	'message.template-button-reply': answer({ id: 'id-1', style: 'template' }),
	'message.list-response': answer({ id: 'A1', style: 'list' }),
	'message.interactive-response': answer({ id: 'btn-ping' }),
	'message.list-incoming': asRecorded('message.list-incoming'),
	'message.template-incoming': asRecorded('message.template-incoming'),
	'message.group-invite': asRecorded('message.group-invite'),
	'message.event': asRecorded('message.event'),
	'message.order': asRecorded('message.order'),
	'message.product': asRecorded('message.product'),
	'message.pin': onMessage(({ control }, aimed) => control.pinIncoming('demo', aimed)),
	'message.pin-from-me': onOwnMessage((sandbox, id) =>
		clientOf(sandbox).post(`/api/v1/chats/${contact}/messages/${id}/pin`, {
			sessionId: 'demo',
			pin: true,
		}),
	),
	'message.edit': onMessage(({ control }, aimed) =>
		control.editIncoming('demo', { ...aimed, text: 'corrected text' }),
	),
	'message.edit-from-me': onOwnMessage((sandbox, id) =>
		clientOf(sandbox).post(`/api/v1/messages/${id}/action/edit`, {
			sessionId: 'demo',
			to: contact,
			message: 'my corrected text',
		}),
	),
	'message.revoke': onMessage(({ control }, aimed) => control.deleteIncoming('demo', aimed)),
	'message.reaction-removed': onMessage(({ control }, aimed) =>
		control.react('demo', { ...aimed, emoji: '' }),
	),
	'message.undecryptable': write({ undecryptable: true }),
	'message.sender-key-only': asRecorded('message.sender-key-only', {
		chatId: group,
		from: member,
	}),
	'message.group-stub-add': ofGroup({ change: 'add', by: member, participants: [newcomer] }),
	'message.group-stub-leave': ofGroup({ change: 'leave', participants: [member] }),
	'message.group-stub-promote': ofGroup({ change: 'promote', participants: [contact] }),
	'message.group-stub-subject': ofGroup({ change: 'subject', text: 'New subject' }),
	'event.group-participants-add': ofGroup({ change: 'add', participants: [newcomer] }),
	'event.group-participants-remove': ofGroup({ change: 'remove', participants: [member] }),
	'event.group-participants-promote': ofGroup({ change: 'promote', participants: [contact] }),
	'event.group-participants-demote': ofGroup({ change: 'demote', participants: [member] }),
	'event.group-update': (sandbox) => {
		void ofGroup({ change: 'subject', text: 'New subject' })(sandbox);
		void ofGroup({ change: 'announce', on: true })(sandbox);
	},
	'event.call-offer': ({ control }) => control.call('demo', { from: contact, isVideo: true }),
	'event.presence-composing': ({ control }) =>
		control.presence('demo', { chatId: contact, presence: 'composing' }),
	'event.presence-unavailable': ({ control }) =>
		control.presence('demo', {
			chatId: contact,
			presence: 'unavailable',
			lastSeen: 1_700_000_000,
		}),
	'event.messages-delete-keys': (sandbox) =>
		clientOf(sandbox).delete('/api/v1/messages/MSG0000001/action/delete', {
			data: { sessionId: 'demo', to: contact },
		}),
	'event.messages-delete-all': (sandbox) =>
		clientOf(sandbox).delete('/api/v1/messages/action/clear-all', {
			data: { sessionId: 'demo', to: contact },
		}),
	'event.session-close-reconnect': dropped,
	'event.session-status-at-server-start': async ({ control, webhooks }) => {
		control.drop('demo', 'reconnecting');
		control.incoming('demo', { chatId: contact, text: 'while away' });
		await webhooks.settled();
		webhooks.forget();
		await control.restartServer();
	},
	'event.session-logged-out': ({ control }) => {
		control.setDial('demo', 'natural');
		control.drop('demo', 'logged_out');
	},
	'event.session-qr': async ({ control }) => {
		control.setDial('demo', 'natural');
		control.session('demo').credentials = null;
		await control.restartServer();
	},
	'event.session-qr-second': async (sandbox) => {
		const { control, webhooks, clock } = sandbox;
		control.setDial('demo', 'natural');
		control.setBehaviour({ rotatesQr: true });
		control.session('demo').credentials = null;
		await control.restartServer();
		await webhooks.settled();
		webhooks.forget();
		clock.advance(20_001);
		await clientOf(sandbox).get('/api/v1/session/create?sessionId=demo');
	},
	'event.creds-update': async ({ control, webhooks }) => {
		control.setDial('demo', 'natural');
		control.drop('demo', 'logged_out');
		await webhooks.settled();
		webhooks.forget();
		control.scan('demo');
	},
	'event.session-delete-api': (sandbox) =>
		clientOf(sandbox).delete('/api/v1/session/delete?sessionId=demo'),
};
