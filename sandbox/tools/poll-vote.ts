import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

/** What a vote is encrypted with (docs/warest/misc.md#4). */
export interface VoteContext {
	pollEncKey: Buffer;
	pollMsgId: string;
	creatorJid: string;
	voterJid: string;
}

function keyOf({ pollEncKey, pollMsgId, creatorJid, voterJid }: VoteContext): Buffer {
	const first = createHmac('sha256', Buffer.alloc(32)).update(pollEncKey).digest();
	return createHmac('sha256', first)
		.update(`${pollMsgId}${creatorJid}${voterJid}Poll Vote\x01`)
		.digest();
}

const additionalData = ({ pollMsgId, voterJid }: VoteContext) =>
	Buffer.from(`${pollMsgId}\0${voterJid}`);

const tagSize = 16;

/** The bytes of each chosen option, from the protobuf message; lengths stay below 128. */
function optionsIn(plain: Buffer): Buffer[] {
	const options: Buffer[] = [];
	for (let at = 0; at + 1 < plain.length; at += 2 + plain[at + 1]) {
		options.push(plain.subarray(at + 2, at + 2 + plain[at + 1]));
	}
	return options;
}

/** The chosen options as they appear in a vote: real ones are hashes of their names. Throws like OpenSSL. */
export function decryptVote(encPayload: Buffer, iv: Buffer, context: VoteContext): Buffer[] {
	const tag = encPayload.subarray(-tagSize);
	if (tag.length < tagSize) throw new Error(`Invalid authentication tag length: ${tag.length}`);
	const decipher = createDecipheriv('aes-256-gcm', keyOf(context), iv);
	decipher.setAuthTag(tag);
	decipher.setAAD(additionalData(context));
	const plain = Buffer.concat([
		decipher.update(encPayload.subarray(0, -tagSize)),
		decipher.final(),
	]);
	return optionsIn(plain);
}

/** A vote as WhatsApp encrypts it. */
export function encryptVote(names: string[], iv: Buffer, context: VoteContext): Buffer {
	const hashes = names.map((name) => createHash('sha256').update(name).digest());
	const plain = Buffer.concat(hashes.map((hash) => Buffer.concat([Buffer.from([10, 32]), hash])));
	const cipher = createCipheriv('aes-256-gcm', keyOf(context), iv);
	cipher.setAAD(additionalData(context));
	return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Votes with the server's defect: it reads hashes as numbers, and drops what isn't one (docs/warest/misc.md#4). */
export const indexesOf = (options: Buffer[]): number[] =>
	options.map((option) => Number(option.toString('utf8'))).filter(Number.isFinite);
