import { Router } from 'express';
import type { Fields } from '../parameters';
import { firstOfArray, jsonRoute, replySent, uploadRoute } from '../sending/routes';
import type { Upload } from '../uploads/upload';
import type { World } from '../world/world';
import { sendAudio } from './sending-audio';
import { sendButtons } from './sending-buttons';
import { sendContact } from './sending-contact';
import { sendDocument } from './sending-document';
import { sendFiles } from './sending-files';
import { sendGif } from './sending-gif';
import { sendList } from './sending-list';
import { sendLocation } from './sending-location';
import { sendMedia } from './sending-media';
import { sendPoll } from './sending-poll';
import { sendSticker } from './sending-sticker';
import { sendText } from './sending-text';

type Sender<Input> = (world: World, input: Input) => Promise<unknown[]>;

const uploads: Record<string, [label: string, send: Sender<Upload>]> = {
	media: ['Media message', sendMedia],
	document: ['Document message', sendDocument],
	audio: ['Audio message', sendAudio],
	gif: ['GIF message', sendGif],
	sticker: ['Sticker message', sendSticker],
};

const interactions: Record<string, [label: string, send: Sender<Fields>]> = {
	button: ['Interactive button message', sendButtons],
	list: ['Interactive list message', sendList],
};

const others: Record<string, [label: string, send: Sender<Fields>]> = {
	location: ['Location message', sendLocation],
	poll: ['Poll message', sendPoll],
	contact: ['Contact message', sendContact],
};

/** The twelve sending routes (docs/warest/messages.md#3). */
export function sendRoutes(world: World): Router {
	const routes = Router();
	const text = jsonRoute('Text message', (_fields, req) => sendText(world, req));
	routes.get('/send/text', text);
	routes.post('/send/text', text);
	routes.post(
		'/send/files',
		uploadRoute(world, (upload, res) => sendFiles(world, upload, res)),
	);
	for (const [name, [label, send]] of Object.entries(uploads)) {
		const route = uploadRoute(world, async (upload, res) =>
			replySent(res, label, await send(world, upload)),
		);
		routes.post(`/send/${name}`, route);
	}
	for (const [name, [label, send]] of Object.entries(interactions)) {
		routes.post(
			`/send/${name}`,
			jsonRoute(label, (fields) => send(world, fields)),
		);
	}
	for (const [name, [label, send]] of Object.entries(others)) {
		const first = firstOfArray((fields) => send(world, fields));
		routes.post(`/send/${name}`, jsonRoute(label, first));
	}
	return routes;
}
