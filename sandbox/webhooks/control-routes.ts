import { Router } from 'express';
import type { Control } from '../control';
import { requiredNumber } from '../control-input';
import { bodyOf } from '../parameters';
import type { Webhooks } from './webhooks';

/** What the server has delivered and how it delivers, over HTTP: `/control/webhooks` and a restart. */
export function webhookControlRoutes(control: Control, webhooks: Webhooks): Router {
	const routes = Router();
	routes.get('/webhooks', (_req, res) => {
		const { deliveries, dropped, actions, settings } = webhooks;
		res.json({ deliveries, dropped, actions, settings });
	});
	routes.delete('/webhooks', (_req, res) => {
		webhooks.forget();
		res.status(204).end();
	});
	routes.post('/webhooks/settings', (req, res) => {
		Object.assign(webhooks.settings, bodyOf(req));
		res.status(204).end();
	});
	routes.post('/webhooks/redeliveries', async (req, res) => {
		res.status(201).json(await webhooks.redeliver(requiredNumber(bodyOf(req), 'index')));
	});
	routes.post('/webhooks/settled', async (_req, res) => {
		await webhooks.settled();
		res.status(204).end();
	});
	routes.post('/restart', async (_req, res) => {
		await control.restartServer();
		res.status(204).end();
	});
	return routes;
}
