import type { Resource } from '../../engine/operation';
import { base64 } from './base64.operation';
import { convertStringToQr } from './convert-string-to-qr.operation';
import { cryptoHash } from './crypto-hash.operation';
import { cryptoHmac } from './crypto-hmac.operation';
import { decryptPollVote } from './decrypt-poll-vote.operation';
import { decryptWhatsappFile } from './decrypt-whatsapp-file.operation';
import { processImage } from './process-image.operation';
import { resolveJidOrLid } from './resolve-jid-or-lid.operation';
import { thumbnail } from './thumbnail.operation';
import { uuidGenerate } from './uuid-generate.operation';
import { uuidValidate } from './uuid-validate.operation';
import { validateJid } from './validate-jid.operation';
import { validatePhone } from './validate-phone.operation';

export const misc: Resource = {
	name: 'Miscellaneous',
	operations: {
		validatePhone,
		validateJid,
		resolveJidOrLid,
		convertStringToQr,
		base64,
		cryptoHash,
		cryptoHmac,
		thumbnail,
		processImage,
		uuidGenerate,
		uuidValidate,
		decryptWhatsappFile,
		decryptPollVote,
	},
};
