import type { Session } from '../../world/types';
import type { LibraryEvent } from '../library-event';
import { keyOf, senderOf } from './key';
import type { KeyParts } from './key';
import { contentTypeOf, node, tagOf, textOf, unwrapped } from './kind';
import type { Wire } from './kind';
import { rewriteMentions } from './mentions';

/** A message that reached the account, before the server turned it into a webhook. */
export interface Arrival extends KeyParts {
	/** Null for messages without content: group changes, and what nobody could decrypt. */
	wire: Wire | null;
	pushName: string;
	/** Epoch seconds. */
	timestamp: number;
	/** What only messages without content have. */
	stub?: { participant?: string; messageStubType: number; messageStubParameters: string[] };
	/** What the server keeps of a file, or says in its place. */
	media?: object | null;
	/** Whether it came while the connection was down. */
	late?: boolean;
}

const quotable = ['extendedTextMessage', 'imageMessage', 'videoMessage', 'documentMessage'];

/** What the message answers, if that had text, and only for some kinds (docs/warest/webhooks.md#5-1). */
function quotedIn(content: Wire, contentType: string | undefined) {
	if (!contentType || !quotable.includes(contentType)) return null;
	const raw = node(node(node(content, contentType), 'contextInfo'), 'quotedMessage');
	const text = textOf(raw);
	if (text === '') return null;
	const quotedType = contentTypeOf(raw);
	return { text, type: tagOf(quotedType), contentType: quotedType, raw };
}

/** `message_received` (docs/warest/webhooks.md#5-1). */
export function received(session: Session, arrival: Arrival): LibraryEvent {
	const { pushName, timestamp, stub, media, late = false } = arrival;
	const { wire, jids, info } = rewriteMentions(session, arrival.wire ?? {});
	const contentType = contentTypeOf(wire);
	const quoted = quotedIn(unwrapped(wire), contentType);
	return {
		event: 'message_received',
		data: {
			tags: tagOf(contentType),
			message: {
				key: keyOf(session, arrival),
				messageTimestamp: timestamp,
				pushName,
				...(!late && { broadcast: false }),
				...stub,
				...(arrival.wire && { message: wire }),
				__warestMentionInfo: info,
				...(jids.length > 0 && { __warestMeta: { mentions: jids } }),
			},
			text: textOf(wire),
			...(contentType && { contentType }),
			...(quoted && { quoted }),
			sender: senderOf(arrival),
			...(media && { media }),
			mentions: jids,
			type: late ? 'append' : 'notify',
		},
	};
}
