import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import type { Control } from '../../control';
import { ControlError, requiredText, requiredWord, textsOf } from '../../control-input';
import { bodyOf, pathParameter, textOf } from '../../parameters';
import type { Fields } from '../../parameters';
import { answerStyles } from './changes';
import type { Aimed } from './changes';
import { groupChanges } from './group-change';
import { incomingOf } from './incoming-input';
import { callStatuses, presences } from './live';

const fromOf = (body: Fields) => textOf(body.from) ?? undefined;

const aimedOf = (body: Fields): Aimed => ({
	chatId: requiredText(body, 'chatId'),
	messageId: requiredText(body, 'messageId'),
	from: fromOf(body),
});

const wordOf = <Word extends string>(body: Fields, name: string, words: readonly Word[]) =>
	body[name] === undefined ? undefined : requiredWord(body, name, words);

type Doing = (control: Control, sessionId: string, body: Fields) => object | void;

/** What contacts do; each is a POST with a JSON body, and answers with what it created. */
const doings: Record<string, Doing> = {
	incoming: (control, session, body) => ({
		messageId: control.incoming(session, incomingOf(body)),
	}),
	'incoming-together': (control, session, { messages }) => {
		if (!Array.isArray(messages)) throw new ControlError('"messages" is a list');
		const given = (messages as Fields[]).map(incomingOf);
		return { messageIds: control.incomingTogether(session, given) };
	},
	reactions: (control, session, body) => {
		const { emoji } = body;
		if (typeof emoji !== 'string')
			throw new ControlError('"emoji" is a text, perhaps an empty one');
		control.react(session, { ...aimedOf(body), emoji });
	},
	edits: (control, session, body) => {
		control.editIncoming(session, { ...aimedOf(body), text: requiredText(body, 'text') });
	},
	deletions: (control, session, body) => control.deleteIncoming(session, aimedOf(body)),
	pins: (control, session, body) => control.pinIncoming(session, aimedOf(body)),
	votes: (control, session, body) => {
		control.voteOnPhone(session, { ...aimedOf(body), options: textsOf(body, 'options') });
	},
	answers: (control, session, body) => ({
		messageId: control.answerButton(session, {
			...aimedOf(body),
			id: requiredText(body, 'id'),
			style: wordOf(body, 'style', answerStyles),
		}),
	}),
	'group-changes': (control, session, body) => {
		control.groupChange(session, {
			groupId: requiredText(body, 'groupId'),
			change: requiredWord(body, 'change', groupChanges),
			by: textOf(body.by) ?? undefined,
			participants: body.participants === undefined ? undefined : textsOf(body, 'participants'),
			text: textOf(body.text) ?? undefined,
			on: typeof body.on === 'boolean' ? body.on : undefined,
		});
	},
	calls: (control, session, body) => ({
		callId: control.call(session, {
			from: requiredText(body, 'from'),
			status: wordOf(body, 'status', callStatuses),
			id: textOf(body.id) ?? undefined,
			isVideo: body.isVideo === true,
			groupId: textOf(body.groupId) ?? undefined,
		}),
	}),
	presences: (control, session, body) => {
		control.presence(session, {
			chatId: requiredText(body, 'chatId'),
			from: fromOf(body),
			presence: requiredWord(body, 'presence', presences),
			lastSeen: typeof body.lastSeen === 'number' ? body.lastSeen : undefined,
		});
	},
};

const route =
	(control: Control, doing: Doing): RequestHandler =>
	(req: Request, res) => {
		const made = doing(control, pathParameter(req, 'id'), bodyOf(req));
		if (made) res.status(201).json(made);
		else res.status(204).end();
	};

/** Everything that contacts can do, over HTTP: `POST /control/sessions/:id/…`. */
export function contactRoutes(control: Control): Router {
	const routes = Router();
	for (const [name, doing] of Object.entries(doings)) {
		routes.post(`/sessions/:id/${name}`, route(control, doing));
	}
	return routes;
}
