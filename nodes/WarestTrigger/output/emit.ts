import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Api } from '../../transport/api';
import { showHint } from '../../transport/failures/execution-hint';
import { faultCode } from '../../transport/failures/faults';
import { MIB } from '../../transport/files/size';
import { extensionOf } from '../../whatsapp/extension';
import { hasActions, obstacle } from '../actions/answer';
import { kindOf, type EventName } from '../events/kinds';
import type { Media } from '../../message/form';
import { mediaOf } from '../events/media';
import { chatOf } from '../events/people';
import { objectOf, textOf, textOrNull } from '../events/values';
import { readerFor } from '../settings/settings';
import { outputsOf } from './outputs';

/** The raw event in an item, whichever output form was chosen; null if the item has none. */
const rawOf = (json: IDataObject): IDataObject | null => {
	const raw = json.raw ?? json;
	const { data, session } = objectOf(raw);
	return data !== undefined && session !== undefined ? objectOf(raw) : null;
};

function mediaIn(json: IDataObject, baseUrl: string): Media | null {
	if ('media' in json) return json.media as unknown as Media | null;
	const raw = rawOf(json);
	return raw?.event === 'message_received' ? mediaOf(objectOf(raw.data), baseUrl) : null;
}

/** The name of the event of an item, as the person chose it. */
function eventOf(json: IDataObject): string {
	const raw = 'receivedAt' in json ? null : rawOf(json);
	return (raw && kindOf(textOf(raw.event), objectOf(raw.data))?.event) ?? textOf(json.event);
}

/** Why the instant actions did not run for an item; null if they did, or aren't meant for it. */
function obstacleIn(json: IDataObject): string | null {
	const key = objectOf(objectOf(objectOf(rawOf(json)?.data).message).key);
	const { chatId, fromMe } = 'receivedAt' in json ? json : { ...key, chatId: chatOf(key) };
	const event = eventOf(json) as EventName;
	return obstacle({ event, chatId: textOrNull(chatId), fromMe: fromMe === true });
}

const hint = (context: IExecuteFunctions, message: string) => showHint(context, message, 'warning');

/** Downloads the file of an item; where that is not possible, the item goes on without it and a hint says why. */
async function withFile(
	context: IExecuteFunctions,
	api: Api,
	item: INodeExecutionData,
	limit: number,
): Promise<INodeExecutionData> {
	const media = mediaIn(item.json, api.address);
	if (!media) return item;
	if (media.url === null) {
		hint(context, media.note ?? 'WARest has not stored this file.');
		return item;
	}
	const tooLarge = (size: number | null) => size !== null && size > limit * MIB;
	const refusal = `A file was not downloaded, because it is larger than ${limit} MB ('Download Size Limit').`;
	if (tooLarge(media.size)) {
		hint(context, refusal);
		return item;
	}
	try {
		const { content, mimeType, size } = await api.download(media.url, limit * MIB);
		if (tooLarge(size)) {
			content.destroy();
			hint(context, refusal);
			return item;
		}
		const type = media.mimeType ?? mimeType;
		const name = media.fileName ?? `${media.type}.${extensionOf(type)}`;
		const data = await context.helpers.prepareBinaryData(content, name, type);
		return { ...item, binary: { ...item.binary, data } };
	} catch (error) {
		if (faultCode(error) === 'ANSWER_TOO_LARGE') hint(context, refusal);
		else hint(context, `A file was not downloaded. ${(error as Error).message}`);
		return item;
	}
}

/**
 * Emits what the webhook or a poll gave. n8n runs this for every execution that they start, after
 * WARest was answered, so the slow part, downloads, belongs here.
 */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = readerFor(context);
	const { downloadMedia, sizeLimit, reportRenewals, outputForEach } = await read('options');
	let items = context.getInputData();
	if (hasActions(context.getNode())) {
		for (const { json } of items) {
			const trouble = obstacleIn(json);
			if (trouble !== null) hint(context, trouble);
		}
	}
	if (downloadMedia) {
		const api = await Api.open(context);
		const filled: INodeExecutionData[] = [];
		for (const item of items) filled.push(await withFile(context, api, item, sizeLimit));
		items = filled;
	}
	const outputs = outputsOf({ outputForEach, events: await read('events'), reportRenewals });
	if (outputs.length === 1) return [items];
	return outputs.map(({ event }) => items.filter(({ json }) => eventOf(json) === event));
}
