import { personOf } from '../../identity/person';
import { objectsIn } from '../../transport/answer';
import type { Delivery } from '../receiving/delivery';
import { chatOf, isGroup } from './people';
import type { Part } from './simplified-event';
import { isoSeconds, objectOf, textOrNull, textsOf } from './values';

export function groupMembers({ data }: Delivery): Part {
	return {
		chatId: textOrNull(data.groupId),
		isGroup: true,
		details: {
			action: data.action,
			participants: textsOf(data.participants).map((jid) => ({ ...personOf([jid]) })),
		},
	};
}

export function groupUpdate({ data }: Delivery): Part {
	const { id, author, authorPn, ...changes } = objectOf(data.update);
	return {
		chatId: textOrNull(id),
		isGroup: true,
		sender: author === undefined ? null : personOf([authorPn, author]),
		details: changes,
	};
}

export function presences({ data }: Delivery): Part[] {
	const { id, presences } = objectOf(data.presence);
	const chatId = chatOf({ remoteJid: id });
	return Object.entries(objectOf(presences)).map(([jid, presence]) => {
		const { lastKnownPresence, lastSeen } = objectOf(presence);
		return {
			chatId,
			isGroup: isGroup(chatId),
			sender: personOf([jid]),
			details: { state: lastKnownPresence, lastSeen: isoSeconds(lastSeen) },
		};
	});
}

export function calls({ data }: Delivery): Part[] {
	return objectsIn(data.calls).map((call) => {
		const { from, chatId, groupJid, id, date, status, isVideo, isGroup: ofGroup, offline } = call;
		const caller = personOf([call.callerPn, from]);
		const group = textOrNull(groupJid);
		return {
			chatId: group ?? chatOf({ remoteJid: chatId, senderPn: caller.jid ?? undefined }),
			isGroup: group !== null || ofGroup === true,
			sender: caller,
			details: { callId: id, state: status, video: isVideo === true, offline: offline === true },
			sentAt: textOrNull(date),
		};
	});
}

/** Some events have a `status`, the others `tags` (docs/warest/webhooks.md#5-6). */
export function session({ data }: Delivery): Part {
	const { status, tags, me, qr, reason, attempts } = data;
	const account = objectOf(me);
	return {
		details: {
			state: status ?? tags,
			connected: status === 'open',
			account: me ? { ...personOf([account.id, account.lid], textOrNull(account.name)) } : null,
			qr: qr ?? null,
			reason: reason ?? null,
			attempts: attempts ?? null,
		},
	};
}
