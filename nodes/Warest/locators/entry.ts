import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { claimText, isClaimed, isLid, listedJid } from '../../identity/claim';
import { phoneOf } from '../../identity/known';
import type { Prover } from '../../identity/prover';

export type Entry = INodeListSearchResult['results'][number];

const labelled = (name: string, detail: string): string => {
	const isSame = name === '' || name.replace(/\D/g, '') === detail.replace(/\D/g, '');
	return isSame ? detail : `${name} (${detail})`;
};

/**
 * A chat or contact as a list shows it, without asking WhatsApp: a number that is known with its plus sign, a hidden
 * one as such, and digits that may be either as they are. The value says which it is, so that it is still known when
 * it is used.
 */
export function entryOf({ jid, name }: IDataObject, prover: Prover): Entry | null {
	const listed = listedJid(jid);
	if (listed === null) return null;
	const known = prover.atOnce(listed);
	const text = typeof name === 'string' ? name : '';
	if (known === undefined) {
		if (!isClaimed(listed)) return null;
		return { name: labelled(text, listed.claimed), value: claimText(listed) };
	}
	if (!isLid(known)) {
		const phone = phoneOf(known);
		if (phone !== null) return { name: labelled(text, phone), value: known };
		const title = text || known;
		return { name: known.endsWith('@g.us') ? `${title} (group)` : title, value: known };
	}
	// The server calls somebody without a name by the digits of the LID.
	const isName = text !== '' && text.replace(/\D/g, '') !== known.split('@')[0];
	return { name: isName ? `${text} (hidden number)` : `Hidden number ${known}`, value: known };
}
