import { byId } from '../../support/warest';
import type { Case, Cases } from './case';

const JID = '6281200010003@s.whatsapp.net';
/** Sent by the session itself. */
const OWN = 'MSG0030000';
const message = { sessionId: byId('demo'), chatId: byId(JID), messageId: byId(OWN) };

/** An action on a message, of which the server says little more than that it was done. */
const action = (
	name: string,
	status: string,
	{ asks = {}, options = {}, gives = {} }: { asks?: object; options?: object; gives?: object } = {},
): Case => ({
	minimal: { ...message, ...asks },
	output: [
		{
			sessionId: 'demo',
			ownPhone: '+6281100000001',
			to: '6281200010003',
			toJid: JID,
			messageId: OWN,
			status,
			...gives,
		},
	],
	full: { ...message, ...asks, options: { allowUnknown: true, ...options } },
	sends: {
		path: new RegExp(`${OWN}/action/${name}$`),
		has: { sessionId: 'demo', to: JID, ...asks, ...options },
	},
	perItem: { parameter: 'messageId', values: [OWN, 'MSG0030002'] },
	failure: {
		parameters: { chatId: byId('6289999999999') },
		message: "The chat '6289999999999@s.whatsapp.net' does not exist in session 'demo'",
	},
});

export const messageActions: Cases = {
	starMessage: action('star', 'message starred success'),
	unstarMessage: action('unstar', 'message unstarred success'),
	reactToMessage: action('reaction', 'reaction applied success', { asks: { emoji: '👍' } }),
	removeReaction: action('unreaction', 'reaction removed success'),
	deleteMessage: action('delete', 'message deleted success', {
		options: { withMedia: false },
		gives: { deleted: true },
	}),
	revokeMessage: action('revoke', 'message revoked success', { options: { deleteForMe: true } }),
	editMessage: action('edit', 'message edited success', { asks: { message: ' New text ' } }),
	markMessageRead: action('mark-as-read', 'message read success'),
};
