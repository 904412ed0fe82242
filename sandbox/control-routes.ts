import express, { Router } from 'express';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Control } from './control';
import { ControlError, delayOf, faultOf, requiredNumber, requiredWord } from './control-input';
import type { LimitOptions } from './limits';
import { bodyOf, pathParameter } from './parameters';
import { contactRoutes } from './webhooks/contacts/routes';
import { webhookControlRoutes } from './webhooks/control-routes';
import type { Webhooks } from './webhooks/webhooks';
import { droppedStatuses } from './world/lifecycle';
import { dials } from './world/types';
import type { WhatsAppFailure } from './world/types';
import type { Behaviour } from './world/world';

const sessionOf = (req: Request) => pathParameter(req, 'id');

/** Carries something out and answers 204. */
const done =
	(act: (req: Request) => void): RequestHandler =>
	(req, res) => {
		act(req);
		res.status(204).end();
	};

const refuseNonsense: ErrorRequestHandler = (error: unknown, _req, res, next) => {
	if (error instanceof ControlError) res.status(400).json({ error: error.message });
	else next(error);
};

type Changes = Record<string, (control: Control, req: Request) => void>;

/** Each is a POST with a JSON body. */
const changes: Changes = {
	'/sessions/:id/scan': (control, req) => control.scan(sessionOf(req)),
	'/sessions/:id/drop': (control, req) =>
		control.drop(sessionOf(req), requiredWord(bodyOf(req), 'to', droppedStatuses)),
	'/sessions/:id/dial': (control, req) =>
		control.setDial(sessionOf(req), requiredWord(bodyOf(req), 'dial', dials)),
	'/sessions/:id/chats/:jid/read': (control, req) =>
		control.readOnPhone(sessionOf(req), pathParameter(req, 'jid')),
	'/behaviour': (control, req) => control.setBehaviour(bodyOf(req) as Partial<Behaviour>),
	'/clock': (control, req) => control.advanceClock(requiredNumber(bodyOf(req), 'milliseconds')),
	'/delays': (control, req) => control.delay(delayOf(bodyOf(req))),
	'/faults': (control, req) => control.fault(faultOf(bodyOf(req))),
	'/whatsapp-failures': (control, req) => control.failWhatsApp(bodyOf(req) as WhatsAppFailure),
	'/limits': (control, req) => control.setLimits((bodyOf(req).limits ?? {}) as LimitOptions),
	'/health': (control, req) => {
		control.health.storage = requiredWord(bodyOf(req), 'storage', ['ok', 'error']);
	},
};

/** The control functions over HTTP, without a key. */
export function controlRoutes(control: Control, webhooks: Webhooks): Router {
	const routes = Router();
	// Files arrive as base64.
	routes.use(express.json({ limit: '32mb' }));
	routes.use(contactRoutes(control), webhookControlRoutes(control, webhooks));

	for (const [path, change] of Object.entries(changes)) {
		routes.post(
			path,
			done((req) => change(control, req)),
		);
	}
	routes.delete(
		'/faults',
		done(() => control.clearFaults()),
	);

	routes.get('/sessions/:id', (req, res) => {
		res.json(control.connection(sessionOf(req)));
	});
	routes.get('/sessions/:id/chats', (req, res) => {
		res.json(control.phoneChats(sessionOf(req)));
	});
	routes.get('/sessions/:id/chats/:jid/messages', (req, res) => {
		res.json(control.phoneMessages(sessionOf(req), pathParameter(req, 'jid')));
	});

	routes.get('/requests', (_req, res) => {
		res.json({ requests: control.requests, whatsappCalls: control.whatsappCalls });
	});
	routes.get('/sent', (_req, res) => {
		res.json({ sent: control.sent });
	});
	routes.delete(
		'/requests',
		done(() => control.resetRequests()),
	);

	routes.use(refuseNonsense);
	return routes;
}
