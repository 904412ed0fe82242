import type { Response } from 'express';
import { deliveryOf, queued, resultOf } from '../sending/delivery';
import type { Delivery } from '../sending/delivery';
import { documentName, refuseLarge, suspicion } from '../sending/file-checks';
import { inputsOf } from '../sending/file-inputs';
import type { FileInput } from '../sending/file-inputs';
import { simulatePresence } from '../sending/presence';
import { refuseSending } from '../sending/refusal';
import { replySent } from '../sending/routes';
import type { Upload } from '../uploads/upload';
import { FileContent } from '../world/content';
import { messageId } from '../world/ids';
import { sendMessage } from '../world/whatsapp';
import type { World } from '../world/world';

interface SentFile {
	name: string;
	mimetype: string;
	size: number;
	messageId: string;
	quotedMessageId?: string;
	timestamp: number;
}

interface BlockedFile {
	name: string;
	mimetype: string;
	size: number;
	reason: string;
}

interface Outcome {
	files: SentFile[];
	blockedFiles: BlockedFile[];
}

/** Sends one file; one that can't be fetched or sent is silently skipped (3.2). */
async function sendFile(
	world: World,
	{ open, quotedId, isForwarded }: Delivery,
	jid: string,
	{ load, quotedId: ownQuote }: FileInput,
	outcome: Outcome,
) {
	const source = await load();
	if (!source) return;
	const { payload, mimeType } = source;
	const name = documentName(source.name, source);
	const about = { name, mimetype: mimeType, size: payload.size };
	const reason = suspicion(source, world.behaviour);
	if (reason !== null) {
		outcome.blockedFiles.push({ ...about, reason });
		return;
	}
	refuseLarge(source, world.behaviour.filePerFileMb, [2009, 'File']);
	const id = messageId();
	const file = new FileContent(payload, name, mimeType);
	try {
		await sendMessage(world, open.session, jid, {
			id,
			content: { kind: 'document', text: null, file },
			quotedId: ownQuote ?? quotedId,
			isForwarded,
			mentions: [],
		});
	} catch {
		return;
	}
	outcome.files.push({
		...about,
		messageId: id,
		...(ownQuote !== null && { quotedMessageId: ownQuote }),
		timestamp: world.nowSeconds(),
	});
}

async function sendAllTo(world: World, delivery: Delivery, jid: string, inputs: FileInput[]) {
	const { open, presence } = delivery;
	const outcome: Outcome = { files: [], blockedFiles: [] };
	await queued(world, open.session, async () => {
		if (presence) await simulatePresence(world, open.session, jid, presence);
		for (const input of inputs) await sendFile(world, delivery, jid, input, outcome);
	});
	return outcome;
}

const blockedAll = 'All files were blocked by security policy';
const sentNone = 'No files were sent to this recipient';

/** `POST /messages/send/files` (docs/warest/messages.md#3-2). */
export async function sendFiles(world: World, upload: Upload, res: Response) {
	const inputs = inputsOf(upload, world.behaviour);
	if (!inputs) return refuseSending(400, 2000, 'No files or URLs provided');
	const delivery = deliveryOf(world, upload.fields, {
		quoted: ['quotedMessageId', 'replyMessageId'],
	});
	const results: unknown[] = [];
	const failed: unknown[] = [];
	for (const jid of delivery.jids) {
		const { files, blockedFiles } = await sendAllTo(world, delivery, jid, inputs);
		const result = (status: string, extras: object) =>
			resultOf(world, delivery, jid, { id: null, status, extras });
		if (files.length > 0) {
			const status = files.length > 1 ? 'files success' : 'file success';
			results.push(result(status, { files, blockedFiles }));
			continue;
		}
		const isBlocked = inputs.length > 0 && blockedFiles.length === inputs.length;
		failed.push(result('file failed', { blockedFiles, error: isBlocked ? blockedAll : sentNone }));
	}
	if (failed.length === 0) return replySent(res, 'File message', results);
	if (results.length > 0) {
		res
			.status(207)
			.json({ status: true, code: 1004, message: 'File message sent', results, failed });
		return;
	}
	const message = 'Failed to send files to all recipients';
	res.status(502).json({ status: false, code: 3002, message, results: failed });
}
